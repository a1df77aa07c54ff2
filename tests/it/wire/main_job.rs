//! Task, claim with its history, ledger, and a refusal.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{snapshot, world};
use crate::files_api::{photo, upload};

#[tokio::test]
async fn a_task_and_a_claim_with_its_history() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let task = json!({
        "organizationId": branch.id.0, "title": "排查地质灾害隐患点", "description": "河道东侧三处", "item": "hazard_check",
        "unit": "处", "quota": 10, "claimBy": "2024-03-10T18:00:00+08:00", "completeBy": "2024-03-20T18:00:00+08:00"
    });
    let task = server.post("/tasks", secretary, task).await.expect(201);
    let path = format!("/tasks/{}", task["id"].as_str().unwrap());
    server.post(&format!("{path}/publish"), secretary, Value::Null).await.expect(200);
    let claim = server.post(&format!("{path}/claims"), member, Value::Null).await.expect(201);
    let claim = format!("/claims/{}", claim["id"].as_str().unwrap());
    let hand_in = async |report: &str, photo_ids: Vec<Value>| {
        let report = json!({
            "report": report, "deedOn": "2024-03-02", "deedPlace": "河道东侧", "quantity": 3, "photoIds": photo_ids
        });
        server.post(&format!("{claim}/submit"), member, report).await.expect(200)
    };
    server.set_time("2024-03-02T08:00:00Z");
    let first = upload(&server, member, photo(1)).await.expect(201);
    hand_in("查看三处", vec![first["id"].clone()]).await;
    let reason = json!({ "reason": "请补充裂缝情况" });
    server.post(&format!("{claim}/return"), secretary, reason).await.expect(200);
    server.set_time("2024-03-03T08:00:00Z");
    let second = upload(&server, member, photo(2)).await.expect(201);
    hand_in("查看三处，未见裂缝", vec![first["id"].clone(), second["id"].clone()]).await;
    server.set_time("2024-03-04T08:00:00Z");
    let part = json!({ "points": 0.75, "reason": "一处未查全" });
    server.post(&format!("{claim}/approve"), secretary, part).await.expect(200);

    snapshot!("task", server.get(&path, member).await.expect(200));
    snapshot!("claim_with_history", server.get(&claim, member).await.expect(200));
    snapshot!("ledger_entry_of_a_part", server.get("/me/ledger", member).await.expect(200));
}

#[tokio::test]
async fn a_ledger_in_sentences() {
    let (server, branch) = world().await;
    snapshot!("ledger_with_a_reversal", server.get("/me/ledger", &branch.members[3]).await.expect(200));
    let english = server.request(reqwest::Method::GET, "/api/v1/me/ledger", Some(&branch.members[3]));
    let english = server.send(english.header("Accept-Language", "en")).await.expect(200);
    snapshot!("ledger_with_a_reversal_in_english", english);
}

#[tokio::test]
async fn a_refusal_names_every_field() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let task =
        json!({ "organizationId": branch.id.0, "title": " ", "item": "", "unit": "", "categories": vec!["x"; 21] });
    let problem = server.post("/tasks", &branch.members[0], task).await.refused("request.invalid");
    snapshot!("problem_with_errors", problem);
    let unknown = json!({ "organizationId": branch.id.0, "title": "巡山", "item": "fire_patrol", "reward": 3 });
    let problem = server.post("/tasks", &branch.members[0], unknown).await.refused("request.invalid");
    snapshot!("problem_of_an_unknown_field", problem);
    let past = json!({
        "organizationId": branch.id.0, "title": "巡山", "item": "volunteer_service", "points": 9, "quota": 0,
        "claimBy": "2024-02-01T08:00:00+08:00"
    });
    let problem = server.post("/tasks", &branch.members[0], past).await.refused("request.invalid");
    snapshot!("problem_of_a_rule", problem);
}
