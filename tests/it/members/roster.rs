//! Reading, adding and correcting members.

use serde_json::{Value, json};
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger;
use xianfeng_tests::TestServer;

fn new_member(branch: uuid::Uuid) -> Value {
    json!({
        "branchId": branch, "name": "张 诚", "sex": "male", "birth": "1990-05", "phone": "199 0001 0001",
        "joinedOn": "2020-07-01", "probationary": false, "category": "ordinary", "since": "2024-03-01"
    })
}

#[tokio::test]
async fn a_new_member_has_base_points_and_is_there_once() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    let added = server.post("/members", secretary, new_member(branch.id.0)).await.expect(201);
    assert_eq!((added["name"].clone(), added["phone"].clone()), (json!("张诚"), json!("199****0001")));
    assert_eq!(added["memberships"][0]["from"], "2024-03-01");
    server.post("/members", secretary, new_member(branch.id.0)).await.refused("member.already_listed");

    let id = added["id"].as_str().unwrap().parse().unwrap();
    let chain = server.app.database.read(async |tx: &Tx| ledger::chain(tx, xianfeng_domain::ids::MemberId(id)).await);
    let chain = chain.await.unwrap();
    // 60 points for 306 of 366 days, cut in the member's favour (S0-6).
    assert_eq!(chain.iter().map(|entry| entry.draft.points.to_string()).collect::<Vec<_>>(), ["50.17"]);

    let listed = server.get(&format!("/members?organizationId={}", branch.id.0), secretary).await.expect(200);
    let names: Vec<_> = listed["items"].as_array().unwrap().iter().map(|item| item["name"].clone()).collect();
    assert_eq!(names, ["党员1", "党员2", "党员3", "党员4", "张诚"], "in the order of the roster");
    assert!(listed["items"][0].get("phone").is_none());
}

#[tokio::test]
async fn what_cannot_be_is_refused_field_by_field() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    let with = |changed: Value| {
        let mut body = new_member(branch.id.0);
        body.as_object_mut().unwrap().extend(changed.as_object().unwrap().clone());
        body
    };
    for (changed, pointer) in [
        (json!({ "phone": "12345" }), "/phone"),
        (json!({ "birth": "1990-13" }), "/birth"),
        (json!({ "birth": "2010-01" }), "/joinedOn"),
        (json!({ "joinedOn": "2024-03-02", "since": null }), "/joinedOn"),
        (json!({ "since": "2020-06-30" }), "/since"),
        (json!({ "category": "hero" }), "/category"),
        (json!({ "name": "123" }), "/name"),
        (json!({ "sex": "x" }), "/sex"),
        (json!({ "idNumber": "1" }), "/idNumber"),
    ] {
        let refused = server.post("/members", secretary, with(changed.clone())).await.refused("request.invalid");
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{changed}");
    }
    let elsewhere = json!({ "branchId": server.fixture.branches[1].id.0 });
    server.post("/members", secretary, with(elsewhere)).await.refused("organization.not_found");
}

#[tokio::test]
async fn corrections_take_the_version_and_keep_the_phone_unless_told() {
    let server = TestServer::start().await;
    let [own, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let secretary = &own.members[0];
    let path = format!("/members/{}", own.members[1].id.0);
    let edit = |name: &str, phone: Option<&str>| {
        let mut body = json!({
            "name": name, "sex": "male", "birth": "1970-04", "joinedOn": "2000-07-01", "probationary": false
        });
        if let Some(phone) = phone {
            body["phone"] = json!(phone);
        }
        body
    };
    let edited = server.put(&path, secretary, 1, edit("新名", None)).await.expect(200);
    assert_eq!((edited["name"].clone(), edited["phone"].clone()), (json!("新名"), json!("199****0002")));
    server.put(&path, secretary, 1, edit("又名", None)).await.refused("version.stale");
    let version = edited["version"].as_u64().unwrap();
    let removed = server.put(&path, secretary, version, edit("新名", Some(""))).await.expect(200);
    assert_eq!(removed["phone"], Value::Null);

    server.get(&path, &other.members[0]).await.refused("member.not_found");
    server.put(&path, &other.members[0], 1, edit("x", None)).await.refused("member.not_found");
    server.get(&path, &own.members[2]).await.refused("auth.forbidden");
    server.get("/members", &own.members[2]).await.refused("auth.forbidden");
}

/// A secretary must not become an administrator by way of the phone on the roster.
#[tokio::test]
async fn the_phone_of_who_may_do_more_is_not_the_secretarys_to_change() {
    let server = TestServer::start().await;
    let own = server.fixture.branches[0].clone();
    let (secretary, admin) = (&own.members[0], &own.members[1]);
    let role =
        json!({ "personId": admin.person.0, "role": "township_admin", "organizationId": server.fixture.township.0 });
    server.post("/roles", &server.fixture.clerk.clone(), role).await.expect(201);
    let edit = json!({
        "name": "党员2", "sex": "female", "birth": "1970-03", "joinedOn": "2000-07-01", "probationary": false,
        "phone": "19900099999"
    });
    let path = format!("/members/{}", admin.id.0);
    server.put(&path, secretary, 1, edit.clone()).await.refused("auth.forbidden");
    let strike_off = json!({ "how": "removed", "leftOn": "2024-03-01", "reason": "x" });
    server.post(&format!("{path}/leave"), secretary, strike_off).await.refused("auth.forbidden");
    server.put(&path, &server.fixture.clerk.clone(), 1, edit).await.expect(200);
}
