//! Bringing a deed forward, taking it back, and who sees it.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{declared, deed, ledger, registered};

/// S2-3: the member declares time, place and what; the branch sees it, another branch does not.
#[tokio::test]
async fn a_declaration_is_seen_by_its_branch_only() {
    let server = TestServer::start().await;
    let [own, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member, fellow) = (&own.members[0], &own.members[1], &own.members[2]);
    let declaration = declared(&server, member, deed(json!({}))).await;
    assert_eq!((&declaration["state"], &declaration["place"]), (&json!("open"), &json!("河东")));
    let id = declaration["id"].as_str().unwrap();
    let path = format!("/declarations/{id}");
    for reader in [member, secretary, &server.fixture.clerk] {
        assert_eq!(server.get(&path, reader).await.expect(200)["memberName"], "党员2");
    }
    for stranger in [fellow, &other.members[0], &other.members[1]] {
        server.get(&path, stranger).await.refused("declaration.not_found");
        let list = format!("/declarations?memberId={}", member.id.0);
        assert_eq!(server.get(&list, stranger).await.expect(200)["items"], json!([]));
        let decide = json!({ "register": [{ "id": id }] });
        let answer = server.post("/declarations/registrations", stranger, decide).await;
        match answer.status.as_u16() {
            200 => assert_eq!(answer.json()["results"][0]["code"], "declaration.not_found"),
            _ => drop(answer.refused("auth.forbidden")),
        }
    }
    let lists = ["", "&state=open", "&way=declaration", "&period=2024-Q1", "&period=2024-03"];
    for list in lists {
        let list = format!("/declarations?organizationId={}{list}", own.id.0);
        assert_eq!(server.get(&list, secretary).await.expect(200)["items"][0]["id"], id, "{list}");
    }
    for list in ["&state=declined", "&way=honour", "&period=2024-02"] {
        let list = format!("/declarations?organizationId={}{list}", own.id.0);
        assert_eq!(server.get(&list, secretary).await.expect(200)["items"], json!([]), "{list}");
    }
}

/// A member without a phone: the secretary declares for them, both names on record.
#[tokio::test]
async fn who_registers_for_the_branch_speaks_for_its_members() {
    let server = TestServer::start().await;
    let [own, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member, fellow) = (&own.members[0], &own.members[1], &own.members[2]);
    let for_member = deed(json!({ "memberId": member.id.0 }));
    server.post("/declarations", fellow, for_member.clone()).await.refused("auth.forbidden");
    server.post("/declarations", &other.members[0], for_member.clone()).await.refused("member.not_found");
    let nobody = deed(json!({ "memberId": uuid::Uuid::now_v7() }));
    server.post("/declarations", secretary, nobody).await.refused("member.not_found");
    server.post("/declarations", &server.fixture.clerk, deed(json!({}))).await.refused("auth.forbidden");

    let declaration = declared(&server, secretary, for_member).await;
    let names = (&declaration["memberName"], &declaration["declaredBy"]);
    assert_eq!(names, (&json!("党员2"), &json!("党员1")));
    let log = server.get("/audit?limit=1", &server.fixture.clerk).await.expect(200);
    let line = &log["items"][0];
    let both = (&line["action"], &line["personName"], &line["onBehalfOf"]);
    assert_eq!(both, (&json!("declarations.declare"), &json!("党员1"), &json!(member.person.0)), "{line}");
    assert_eq!(server.get("/me/declarations", member).await.expect(200)["items"][0]["id"], declaration["id"]);
    assert_eq!(registered(&server, secretary, &declaration).await["state"], "registered");
    assert!(ledger(&server, member).await[0]["sentence"].as_str().unwrap().contains("党员1"));
}

/// A role ends at once: who spoke by it reaches what they declared no longer.
#[tokio::test]
async fn who_spoke_by_a_role_reaches_it_by_that_role() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], &server.fixture.clerk);
    let declaration = declared(&server, secretary, deed(json!({ "memberId": member.id.0 }))).await;
    let path = format!("/declarations/{}", declaration["id"].as_str().unwrap());
    let role = json!({ "personId": secretary.person.0, "role": "branch_admin", "organizationId": branch.id.0 });
    server.post("/roles/end", clerk, role).await.expect(200);
    server.get(&path, secretary).await.refused("declaration.not_found");
    server.post(&format!("{path}/withdraw"), secretary, Value::Null).await.refused("declaration.not_found");
    assert_eq!(server.get("/declarations", secretary).await.expect(200)["items"], json!([]));
    assert_eq!(server.get(&path, member).await.expect(200)["state"], "open");
}

/// Until it is decided, the member or who declared it may take it back; nobody else.
#[tokio::test]
async fn a_declaration_is_taken_back_until_it_is_decided() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, fellow) = (&branch.members[0], &branch.members[1], &branch.members[2]);
    let path = |declaration: &Value| format!("/declarations/{}/withdraw", declaration["id"].as_str().unwrap());
    let own = declared(&server, member, deed(json!({}))).await;
    for other in [secretary, fellow] {
        server.post(&path(&own), other, Value::Null).await.refused("declaration.not_found");
    }
    let withdrawn = server.post(&path(&own), member, Value::Null).await.expect(200);
    assert_eq!((&withdrawn["state"], &withdrawn["version"]), (&json!("withdrawn"), &json!(2)));
    server.post(&path(&own), member, Value::Null).await.refused("declaration.wrong_state");
    assert_eq!(registered(&server, secretary, &own).await["code"], "declaration.wrong_state");

    let spoken = declared(&server, secretary, deed(json!({ "memberId": member.id.0 }))).await;
    assert_eq!(server.post(&path(&spoken), secretary, Value::Null).await.expect(200)["state"], "withdrawn");
    let decided = declared(&server, member, deed(json!({}))).await;
    registered(&server, secretary, &decided).await;
    server.post(&path(&decided), member, Value::Null).await.refused("declaration.wrong_state");
}

/// S1-10: deeds carry quantities with units, and the ledger's sentence tells them.
#[tokio::test]
async fn quantities_stand_in_the_ledger() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let quantities = [(json!(200), "吨", "200吨"), (json!(1600), "公里", "1600公里"), (json!(200), "次", "200次")];
    for (quantity, unit, told) in quantities {
        let new = deed(json!({ "what": "清运垃圾", "quantity": quantity, "unit": unit }));
        let declaration = declared(&server, member, new).await;
        assert_eq!((&declaration["quantity"], &declaration["unit"]), (&quantity, &json!(unit)));
        registered(&server, secretary, &declaration).await;
        let entry = &ledger(&server, member).await[0];
        assert_eq!((&entry["quantity"], &entry["points"]), (&json!(told), &json!(0.5)));
        let who = format!("数量{told}。{}申报，{}登记。", member.name, secretary.name);
        assert!(entry["sentence"].as_str().unwrap().ends_with(&who), "{entry}");
    }
    // Without a unit it is the item's; without an item nobody knows it.
    let own_unit = declared(&server, member, deed(json!({ "quantity": 2.5 }))).await;
    assert_eq!((&own_unit["quantity"], &own_unit["unit"]), (&json!(2.5), &json!("次")));
    let unknown = server.post("/declarations", member, deed(json!({ "item": null, "quantity": 2 }))).await;
    assert_eq!(unknown.refused("request.invalid")["errors"][0]["pointer"], "/unit");
}

/// A long story is declared whole; the ledger keeps one line of it.
#[tokio::test]
async fn a_long_story_is_cut_for_the_ledger_only() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let story = format!("第一段\n第二段{}", "很长".repeat(490));
    let declaration = declared(&server, member, deed(json!({ "what": story }))).await;
    assert_eq!(declaration["what"], story);
    assert_eq!(registered(&server, secretary, &declaration).await["state"], "registered");
    let what = ledger(&server, member).await[0]["what"].as_str().unwrap().to_owned();
    assert!(what.starts_with("第一段 第二段") && what.ends_with('…') && what.chars().count() == 300, "{what}");
}

/// Caps trim a declaration as they trim a claim: fire patrols count 4 a month.
#[tokio::test]
async fn caps_trim_what_is_registered() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    for turn in 1..=5 {
        let declaration = declared(&server, member, deed(json!({ "item": "fire_patrol" }))).await;
        assert_eq!(registered(&server, secretary, &declaration).await["points"], 1);
        let entry = &ledger(&server, member).await[0];
        assert_eq!((&entry["points"], &entry["capped"]), (&json!(i32::from(turn < 5)), &json!(turn == 5)));
    }
}
