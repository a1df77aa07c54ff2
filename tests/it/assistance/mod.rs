//! Acting for members who cannot do it alone (issue 5, item 6; S0-13, S3-6): consent, both names on every record,
//! the daily list, and its end at once.

mod consent;
mod races;
mod recusal;
mod scope;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::fixture::FixtureMember;
use xianfeng_tests::{Answer, TestServer};

/// Records, as the secretary of the first branch, that `helper` acts for `member`; answers the right.
async fn recorded(server: &TestServer, member: &FixtureMember, helper: &FixtureMember) -> Value {
    let secretary = &server.fixture.branches[0].members[0];
    let path = format!("/members/{}/assistance", member.id);
    server.post(&path, secretary, consent(helper)).await.expect(201)
}

/// A consent that a helper acts.
fn consent(helper: &FixtureMember) -> Value {
    json!({ "helperId": helper.person.0, "how": "in_person", "until": "2024-12-31" })
}

/// A helper's POST for a member.
async fn acts(server: &TestServer, helper: &FixtureMember, member: &FixtureMember, path: &str, body: Value) -> Answer {
    acts_with_key(server, helper, member, path, &Uuid::now_v7().to_string(), body).await
}

async fn acts_with_key(
    server: &TestServer,
    helper: &FixtureMember,
    member: &FixtureMember,
    path: &str,
    key: &str,
    body: Value,
) -> Answer {
    let request = server.request(Method::POST, &format!("/api/v1{path}"), Some(helper));
    let request = request.header("Idempotency-Key", key).header("Acting-For", member.id.to_string());
    server.send(if body.is_null() { request } else { request.json(&body) }).await
}

/// A helper's GET for a member.
async fn looks(server: &TestServer, helper: &FixtureMember, member: &FixtureMember, path: &str) -> Answer {
    let request = server.request(Method::GET, &format!("/api/v1{path}"), Some(helper));
    server.send(request.header("Acting-For", member.id.to_string())).await
}

/// The kinds of a person's messages.
async fn told(server: &TestServer, who: &FixtureMember) -> Vec<String> {
    let inbox = server.get("/me/inbox?limit=100", who).await.expect(200);
    let kinds = inbox["items"].as_array().unwrap().iter().map(|message| message["kind"].as_str().unwrap().to_owned());
    kinds.collect()
}
