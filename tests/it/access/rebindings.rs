//! A lost phone: the new account waits for the secretary (issue 2, item 5).

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{bind, bind_by_phone, me, visitor};

#[tokio::test]
async fn the_secretary_moves_the_person_to_the_new_account() {
    let server = TestServer::start().await;
    let [own, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let (secretary, member) = (&own.members[0], &own.members[1]);
    let token = visitor(&server, "new-phone").await;
    let asked = bind_by_phone(&server, "new-phone", &token, "19900000002").await.expect(200);
    assert_eq!(asked["state"], "waitingForApproval");

    assert_eq!(server.get("/rebindings", &other.members[0]).await.expect(200)["items"], json!([]));
    let open = server.get("/rebindings", secretary).await.expect(200);
    assert_eq!(open["items"][0]["personName"], member.name.as_str());
    let path = format!("/rebindings/{}", open["items"][0]["id"].as_str().unwrap());
    server.post(&format!("{path}/approve"), &other.members[0], Value::Null).await.refused("rebinding.not_found");
    let approved = server.post(&format!("{path}/approve"), secretary, Value::Null).await.expect(200);
    assert_eq!(approved["state"], "approved");

    assert_eq!(me(&server, &token).await["member"]["id"], json!(member.id.0));
    server.get("/organizations", member).await.refused("auth.not_bound");
    server.post(&format!("{path}/reject"), secretary, json!({ "reason": "重复" })).await.refused("rebinding.decided");
}

#[tokio::test]
async fn a_rejected_request_changes_nothing() {
    let server = TestServer::start().await;
    let own = server.fixture.branches[0].clone();
    let token = visitor(&server, "stranger").await;
    bind_by_phone(&server, "stranger", &token, "19900000002").await.expect(200);
    let open = server.get("/rebindings", &own.members[0]).await.expect(200);
    let path = format!("/rebindings/{}/reject", open["items"][0]["id"].as_str().unwrap());
    server.post(&path, &own.members[0], json!({ "reason": "不是本人" })).await.expect(200);
    assert_eq!(me(&server, &token).await["person"], Value::Null);
    server.get("/organizations", &own.members[1]).await.expect(200);
}

/// Nobody decides on their own request, and no secretary puts a phone in an administrator's place.
#[tokio::test]
async fn a_request_is_decided_by_who_may_do_as_much() {
    let server = TestServer::start().await;
    let own = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&own.members[0], server.fixture.clerk.clone());
    let token = visitor(&server, "second-phone").await;
    bind_by_phone(&server, "second-phone", &token, "19900000001").await.expect(200);
    let open = server.get("/rebindings", secretary).await.expect(200);
    let of_secretary = format!("/rebindings/{}/approve", open["items"][0]["id"].as_str().unwrap());
    server.post(&of_secretary, secretary, Value::Null).await.refused("rebinding.own");

    let admin = &own.members[2];
    let role =
        json!({ "personId": admin.person.0, "role": "township_admin", "organizationId": server.fixture.township.0 });
    server.post("/roles", &clerk, role).await.expect(201);
    let token = visitor(&server, "third-phone").await;
    bind_by_phone(&server, "third-phone", &token, "19900000003").await.expect(200);
    let open = server.get("/rebindings", secretary).await.expect(200);
    let of_admin = open["items"].as_array().unwrap().iter().find(|item| item["personId"] == json!(admin.person.0));
    let of_admin = format!("/rebindings/{}/approve", of_admin.unwrap()["id"].as_str().unwrap());
    server.post(&of_admin, secretary, Value::Null).await.refused("auth.forbidden");
    // The same holds for the other way in.
    let invites = format!("/members/{}/invites", admin.id.0);
    server.post(&invites, secretary, Value::Null).await.refused("auth.forbidden");
    server.post(&of_admin, &clerk, Value::Null).await.expect(200);
    server.post(&of_secretary, &clerk, Value::Null).await.expect(200);

    let request = server.request(Method::GET, "/api/v1/me", Some(secretary));
    assert_eq!(server.send(request).await.expect(200)["person"], Value::Null, "the old phone is nobody's");
}

/// What an account did stays its person's, by name, in the ledger: it never becomes another's.
#[tokio::test]
async fn an_account_that_was_one_persons_is_never_anothers() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let code = async |member: &xianfeng_tests::fixture::FixtureMember| {
        let path = format!("/members/{}/invites", member.id.0);
        server.post(&path, secretary, Value::Null).await.expect(201)["code"].clone()
    };
    let token = visitor(&server, "a-shared-phone").await;
    bind(&server, &token, json!({ "inviteCode": code(&branch.members[1]).await })).await.expect(200);
    let leave = json!({ "how": "transferred_out", "leftOn": "2024-03-01", "reason": "转往外乡" });
    server.post(&format!("/members/{}/leave", branch.members[1].id.0), &clerk, leave).await.expect(200);
    let other = bind(&server, &token, json!({ "inviteCode": code(&branch.members[2]).await })).await;
    other.refused("bind.account_of_another");
}
