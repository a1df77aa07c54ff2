//! Closing the own account (article 47): a week to think again, then WeChat, phone, sessions and messages go.

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::fixture::FixtureMember;
use xianfeng_tests::{Answer, TestServer};

use super::run;
use crate::access::{bind, visitor};
use crate::inbox::told;

/// Somebody's WeChat user, bound by the secretary's code; answers the access token.
pub(super) async fn bound(server: &TestServer, user: &str, member: &FixtureMember, by: &FixtureMember) -> String {
    let invite = server.post(&format!("/members/{}/invites", member.id.0), by, Value::Null).await.expect(201);
    let token = visitor(server, user).await;
    bind(server, &token, json!({ "inviteCode": invite["code"] })).await.expect(200);
    token
}

async fn send(server: &TestServer, method: Method, path: &str, token: &str, body: Value) -> Answer {
    let request = server.request(method, &format!("/api/v1{path}"), None).bearer_auth(token);
    let request = request.header("Idempotency-Key", uuid::Uuid::now_v7().to_string());
    server.send(if body.is_null() { request } else { request.json(&body) }).await
}

#[tokio::test]
async fn after_a_week_the_account_is_gone_and_the_roster_stays() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    crate::closings::deed(&server, member, "fire_patrol", "2024-03-01").await;
    let token = bound(&server, "somebody", member, secretary).await;
    send(&server, Method::GET, "/me/privacy/closure", &token, Value::Null).await.refused("privacy.closure_not_found");
    let asked = send(&server, Method::POST, "/me/privacy/closure", &token, json!({})).await.expect(201);
    assert_eq!((&asked["kind"], &asked["state"]), (&json!("account"), &json!("asked")));
    send(&server, Method::POST, "/me/privacy/closure", &token, json!({})).await.refused("privacy.closure_asked");
    server.set_time("2024-03-08T00:59:59Z");
    assert_eq!(run(&server).await, 0, "not before the week is over");

    server.set_time("2024-03-08T01:00:00Z");
    assert_eq!(run(&server).await, 1);
    assert_eq!(run(&server).await, 0);
    // Whoever opens the mini-program again is a stranger to it.
    let token = visitor(&server, "somebody").await;
    assert_eq!(crate::access::me(&server, &token).await["person"], json!(null));
    let kept = server.get(&format!("/members/{}", member.id.0), &clerk).await.expect(200);
    assert_eq!((&kept["name"], &kept["phone"], &kept["bound"]), (&json!(member.name), &json!(null), &json!(false)));
    let ledger = server.get(&format!("/ledger?memberId={}", member.id.0), &clerk).await.expect(200);
    assert_eq!(ledger["items"].as_array().unwrap().len(), 1, "{ledger}");
    crate::declarations::assert_clean(&server).await;
    // The secretary invites who changes their mind.
    let token = bound(&server, "somebody", member, secretary).await;
    let data = send(&server, Method::GET, "/me/privacy/data", &token, Value::Null).await.expect(200);
    let section = |code: &str| data["sections"].as_array().unwrap().iter().find(|section| section["code"] == code);
    assert!(section("inbox_messages").is_none(), "messages went with the account");
    assert_eq!(section("closures").unwrap()["count"], 1);
}

#[tokio::test]
async fn until_then_it_can_be_taken_back() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    server.post("/me/privacy/closure", member, json!({})).await.expect(201);
    assert_eq!(told(&server, member, "closure.asked").await, 1);
    let back = server.post("/me/privacy/closure/withdraw", member, Value::Null).await.expect(200);
    assert_eq!(back["state"], "taken_back");
    server.post("/me/privacy/closure/withdraw", member, Value::Null).await.refused("privacy.closure_not_found");
    server.set_time("2024-04-01T01:00:00Z");
    assert_eq!(run(&server).await, 0);
    server.get("/me/points", member).await.expect(200);
    server.post("/me/privacy/closure", member, json!({})).await.expect(201);
}

/// Two requests at once are one closure.
#[tokio::test]
async fn two_requests_are_one_closure() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let ask = || server.post("/me/privacy/closure", &member, json!({}));
    let (first, second) = tokio::join!(ask(), ask());
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}

/// No branch is left without: who holds an office hands it over first.
#[tokio::test]
async fn an_office_is_handed_over_first() {
    let server = TestServer::start().await;
    let (secretary, clerk) = (server.fixture.branches[0].members[0].clone(), server.fixture.clerk.clone());
    for holder in [&secretary, &clerk] {
        server.post("/me/privacy/closure", holder, json!({})).await.refused("privacy.holds_roles");
    }
}

/// Who takes up an office within the week keeps the account, and is told.
#[tokio::test]
async fn an_office_that_comes_within_the_week_takes_the_request_back() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    server.post("/me/privacy/closure", member, json!({})).await.expect(201);
    let role = json!({ "personId": member.person.0, "role": "reviewer", "organizationId": branch.id.0 });
    server.post("/roles", &clerk, role).await.expect(201);
    server.set_time("2024-03-08T01:00:00Z");
    assert_eq!(run(&server).await, 1);
    assert_eq!(run(&server).await, 0, "it is not looked at again");
    let closure = server.get("/me/privacy/closure", member).await.expect(200);
    assert_eq!(closure["state"], "taken_back", "{closure}");
    assert_eq!(told(&server, member, "closure.taken_back").await, 1);
    server.get("/me/points", member).await.expect(200);
}
