//! Contents over HTTP: S0-13, S1-9, S3-1.

mod audience;
mod life;
mod many;
mod public;
mod receipts;
mod search;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::fixture::FixtureMember;
use xianfeng_tests::{Answer, TestServer};

/// A notice of an organization, with more or other fields.
pub(crate) fn notice(organization: Uuid, more: Value) -> Value {
    let mut notice = json!({
        "organizationId": organization, "kind": "notice", "title": "三月主题党日的通知",
        "body": "3月8日上午九点在村部开展主题党日。\n请按时参加。"
    });
    notice.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    notice
}

/// Drafts a content and hands it in; answers its id.
pub(crate) async fn submitted(server: &TestServer, author: &FixtureMember, new: Value) -> String {
    let draft = server.post("/contents", author, new).await.expect(201);
    let id = draft["id"].as_str().unwrap().to_owned();
    server.post(&format!("/contents/{id}/submit"), author, Value::Null).await.expect(200);
    id
}

/// A secretary's content that the clerk has approved; answers its id.
pub(crate) async fn published(server: &TestServer, author: &FixtureMember, new: Value) -> String {
    let id = submitted(server, author, new).await;
    let clerk = server.fixture.clerk.clone();
    let approved = server.post(&format!("/contents/{id}/approve"), &clerk, json!({})).await.expect(200);
    assert_eq!(approved["state"], "published", "{approved}");
    id
}

async fn seen(server: &TestServer, id: &str, by: &FixtureMember) -> Answer {
    server.get(&format!("/contents/{id}"), by).await
}

/// The titles that somebody is listed.
async fn titles(server: &TestServer, path: &str, by: &FixtureMember) -> Vec<String> {
    let page = server.get(path, by).await.expect(200);
    page["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

async fn take_down(server: &TestServer, id: &str, by: &FixtureMember) {
    let down =
        server.post(&format!("/contents/{id}/take-down"), by, json!({ "reason": "时间写错了" })).await.expect(200);
    assert_eq!(down["state"], "taken_down");
}

/// Reads what everybody may read.
async fn in_public(server: &TestServer, path: &str) -> Answer {
    server.send(server.request(Method::GET, &format!("/api/v1/public{path}"), None)).await
}
