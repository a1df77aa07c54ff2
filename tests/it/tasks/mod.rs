//! Tasks and claims over HTTP.

mod bad_input;
mod lifecycle;
mod main_job;
mod races;
mod review;

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

/// Makes and publishes a task of the first branch.
pub(super) async fn published(server: &TestServer, more: Value) -> Value {
    let branch = &server.fixture.branches[0];
    let mut task = json!({ "organizationId": branch.id.0, "title": "疫情防控走访", "item": "epidemic_round" });
    task.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let secretary = &branch.members[0];
    let task = server.post("/tasks", secretary, task).await.expect(201);
    let id = task["id"].as_str().unwrap();
    server.post(&format!("/tasks/{id}/publish"), secretary, Value::Null).await.expect(200)
}

pub(super) async fn claimed(server: &TestServer, task: &Value, by: &FixtureMember) -> String {
    let path = format!("/tasks/{}/claims", task["id"].as_str().unwrap());
    server.post(&path, by, Value::Null).await.expect(201)["id"].as_str().unwrap().to_owned()
}

pub(super) async fn submitted(server: &TestServer, claim: &str, by: &FixtureMember) -> Value {
    let report = json!({ "report": "走访六户，均无异常", "deedOn": "2024-03-01" });
    server.post(&format!("/claims/{claim}/submit"), by, report).await.expect(200)
}
