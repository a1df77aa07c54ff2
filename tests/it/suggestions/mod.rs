//! Suggestions over HTTP: S0-13, S3-2.

mod life;
mod public;
mod score;
mod term;
mod villagers;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::fixture::FixtureMember;
use xianfeng_tests::{Answer, TestServer};

/// A member's suggestion; answers its id.
pub(crate) async fn suggested(server: &TestServer, by: &FixtureMember, more: Value) -> String {
    let mut new = json!({ "text": "村口弯道没有镜子，建议加装凸面镜" });
    new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    id(&server.post("/suggestions", by, new).await.expect(201))
}

/// A villager's suggestion under a key.
pub(crate) async fn villager(server: &TestServer, to: Uuid, key: &str, body: Value) -> Answer {
    let path = format!("/api/v1/public/organizations/{to}/suggestions");
    let request = server.request(Method::POST, &path, None).header("Idempotency-Key", key);
    server.send(request.json(&body)).await
}

/// A server that believes its proxy, so that tests come from many addresses.
pub(crate) const BEHIND_PROXY: [(&str, &str); 1] = [("server.trusted_proxies", "127.0.0.1/32")];

/// A villager's suggestion from an address behind the proxy.
pub(crate) async fn villager_from(server: &TestServer, address: &str, to: Uuid) -> Answer {
    let path = format!("/api/v1/public/organizations/{to}/suggestions");
    let request = server.request(Method::POST, &path, None).header("Idempotency-Key", Uuid::now_v7().to_string());
    server.send(request.header("X-Forwarded-For", address).json(&json!({ "text": "建议修路" }))).await
}

pub(crate) async fn taken_up(server: &TestServer, id: &str, by: &FixtureMember) -> Value {
    server.post(&format!("/suggestions/{id}/take-up"), by, json!({})).await.expect(200)
}

pub(crate) async fn answered(server: &TestServer, id: &str, by: &FixtureMember, more: Value) -> Answer {
    let mut answer = json!({ "outcome": "answered", "answer": "已联系交警大队，本月安装。" });
    answer.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    server.post(&format!("/suggestions/{id}/answer"), by, answer).await
}

/// What somebody may handle.
async fn listed(server: &TestServer, query: &str, by: &FixtureMember) -> Vec<String> {
    let page = server.get(&format!("/suggestions{query}"), by).await.expect(200);
    page["items"].as_array().unwrap().iter().map(id).collect()
}

pub(crate) fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// Reads what everybody may read.
async fn in_public(server: &TestServer, path: &str) -> Answer {
    server.send(server.request(Method::GET, &format!("/api/v1/public{path}"), None)).await
}
