//! Persons without membership (invariant 10, S0-16).

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use crate::access::{bind, me, visitor};

#[tokio::test]
async fn an_overseer_is_added_invited_and_let_in() {
    let server = TestServer::start().await;
    let clerk = server.fixture.clerk.clone();
    let new = json!({ "organizationId": server.fixture.township.0, "name": "监督员", "role": "overseer" });
    let person = server.post("/persons", &clerk, new).await.expect(201);
    assert_eq!(person["roles"][0]["role"], "overseer");
    let invites = format!("/persons/{}/invites", person["id"].as_str().unwrap());
    let invite = server.post(&invites, &clerk, Value::Null).await.expect(201);
    let token = visitor(&server, "overseer").await;
    bind(&server, &token, json!({ "inviteCode": invite["code"] })).await.expect(200);
    assert_eq!(me(&server, &token).await["person"]["name"], "监督员");

    let listed = server.get("/persons", &clerk).await.expect(200);
    let names: Vec<_> = listed["items"].as_array().unwrap().iter().map(|item| item["name"].clone()).collect();
    assert_eq!(names, ["办公室", "监督员"], "members are not among them");
}

#[tokio::test]
async fn a_branch_adds_activists_of_its_own_and_nothing_more() {
    let server = TestServer::start().await;
    let [own, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let secretary = &own.members[0];
    let new = |organization: uuid::Uuid, role: Option<&str>| json!({ "organizationId": organization, "name": "积极分子", "role": role, "phone": "19900077777" });
    let person = server.post("/persons", secretary, new(own.id.0, Some("activist"))).await.expect(201);
    server.post("/persons", secretary, new(own.id.0, Some("overseer"))).await.refused("auth.forbidden");
    server.post("/persons", secretary, new(own.id.0, None)).await.refused("auth.forbidden");
    server.post("/persons", secretary, new(other.id.0, Some("activist"))).await.refused("organization.not_found");

    let listed = server.get("/persons", secretary).await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(listed["items"][0]["phone"], "199****7777");
    let invites = format!("/persons/{}/invites", person["id"].as_str().unwrap());
    server.post(&invites, &other.members[0], Value::Null).await.refused("person.not_found");
    server.post(&invites, secretary, Value::Null).await.expect(201);
}
