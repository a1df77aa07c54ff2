//! Bad input: each gets a clear answer with its own code, and every fault is told at once.

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::{Answer, TestServer};

async fn raw(server: &TestServer, body: Vec<u8>, content_type: &str) -> Answer {
    let secretary = server.fixture.branches[0].members[0].clone();
    let request = server.request(Method::POST, "/api/v1/tasks", Some(&secretary));
    let request = request.header("Idempotency-Key", "0123456789abcdef").header("Content-Type", content_type);
    server.send(request.body(body)).await
}

#[tokio::test]
async fn a_body_that_is_no_good_json() {
    let server = TestServer::start().await;
    let json = "application/json";
    raw(&server, b"{\"title\":".to_vec(), json).await.refused("request.broken_json");
    raw(&server, b"{\"title\":\"\xff\xfe\"}".to_vec(), json).await.refused("request.not_utf8");
    // The outermost bracket is of the wrong type already: nothing is read of what lies in it.
    raw(&server, "[".repeat(100_000).into_bytes(), json).await.refused("request.invalid");
    raw(&server, vec![b' '; 300 * 1024], json).await.refused("request.too_large");
    raw(&server, b"title=x".to_vec(), "application/x-www-form-urlencoded").await.refused("request.unsupported_type");
    let unknown = json!({ "organizationId": server.fixture.township.0, "title": "x", "item": "y", "extra": 1 });
    let refused = raw(&server, unknown.to_string().into_bytes(), json).await.refused("request.invalid");
    assert_eq!(refused["errors"][0]["pointer"], "/extra");
}

#[tokio::test]
async fn every_fault_of_a_task_is_told_at_once() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let new = json!({
        "organizationId": branch.id.0, "title": "x", "item": "no_such_item", "quota": 0, "categories": ["nobody"],
        "claimBy": "2024-02-01T00:00:00+08:00", "completeBy": "2024-01-31T00:00:00+08:00", "photosRequired": 10,
    });
    let refused = server.post("/tasks", &branch.members[0], new).await.refused("request.invalid");
    let pointers: Vec<_> =
        refused["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    for pointer in ["/item", "/quota", "/categories", "/claimBy", "/completeBy", "/photosRequired"] {
        assert!(pointers.contains(&pointer), "{pointer} in {pointers:?}");
    }
}

#[tokio::test]
async fn ids_that_are_unknown_or_of_another_branch() {
    let server = TestServer::start().await;
    let [own, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let secretary = &own.members[0];
    let task = |organization: uuid::Uuid| json!({ "organizationId": organization, "title": "x", "item": "good_deed" });
    let code = "organization.not_found";
    server.post("/tasks", secretary, task(other.id.0)).await.refused(code);
    server.post("/tasks", secretary, task(uuid::Uuid::now_v7())).await.refused(code);
    let mut dispatched = task(own.id.0);
    dispatched["assignees"] = json!([{ "memberId": other.members[1].id.0 }]);
    server.post("/tasks", secretary, dispatched).await.refused("member.not_found");
    for path in ["/tasks/not-an-id", &format!("/tasks/{}", uuid::Uuid::now_v7())] {
        server.get(path, secretary).await.refused("task.not_found");
    }
}

#[tokio::test]
async fn deeds_lie_between_the_task_and_today() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let task = super::published(&server, json!({})).await;
    let claim = super::claimed(&server, &task, &member).await;
    let path = format!("/claims/{claim}/submit");
    let on = |day: &str| json!({ "report": "走访", "deedOn": day });
    server.post(&path, &member, on("2024-03-02")).await.refused("claim.deed_in_future");
    server.post(&path, &member, on("2024-02-29")).await.refused("claim.deed_before_task");
    server.post(&path, &member, on("2024-13-01")).await.refused("request.invalid");
    let photo = json!({ "report": "走访", "deedOn": "2024-03-01", "photoIds": [uuid::Uuid::now_v7()] });
    server.post(&path, &member, photo).await.refused("file.not_found");
}

#[tokio::test]
async fn a_command_needs_its_key_and_a_key_stands_for_one_input() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    let request = server.request(Method::POST, "/api/v1/tasks", Some(secretary)).json(&json!({}));
    server.send(request).await.refused("idempotency.key_missing");
    let short = server.post_with_key("/tasks", secretary, "short", json!({})).await;
    short.refused("idempotency.key_invalid");
    let task = |title: &str| json!({ "organizationId": branch.id.0, "title": title, "item": "advice" });
    let key = "one-key-for-one-input";
    // A refusal frees the key.
    server.post_with_key("/tasks", secretary, key, json!({ "title": 1 })).await.refused("request.invalid");
    let first = server.post_with_key("/tasks", secretary, key, task("甲")).await.expect(201);
    server.post_with_key("/tasks", secretary, key, task("乙")).await.refused("idempotency.key_reused");
    // Another account's same key is another key.
    let other = server.fixture.clerk.clone();
    let second = server.post_with_key("/tasks", &other, key, task("甲")).await.expect(201);
    assert_ne!(first["id"], second["id"]);
}

#[tokio::test]
async fn sentences_are_chinese_unless_english_is_preferred() {
    let server = TestServer::start().await;
    let request = server.request(Method::GET, "/api/v1/tasks", None);
    let chinese = server.send(request).await.refused("auth.required");
    assert_eq!(chinese["detail"], "请先登录。");
    let request = server.request(Method::GET, "/api/v1/tasks", None).header("Accept-Language", "en");
    assert_eq!(server.send(request).await.refused("auth.required")["detail"], "Log in first.");
    let unknown = server.send(server.request(Method::GET, "/api/v1/nothing", None)).await;
    assert_eq!(unknown.refused("request.unknown_route")["errors"], Value::Null);
}
