//! Tasks from draft to end: S0-3, S0-15.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{claimed, published, submitted};

#[tokio::test]
async fn a_dispatched_task_is_for_the_named_members_with_their_shares() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, named, other] = [0, 1, 2].map(|index| branch.members[index].clone());
    let assignees = json!([{ "memberId": named.id.0, "points": 3 }]);
    let task = published(&server, json!({ "item": "volunteer_service", "assignees": assignees })).await;
    assert_eq!(task["mode"], "dispatched");
    let path = format!("/tasks/{}/claims", task["id"].as_str().unwrap());
    server.post(&path, &other, Value::Null).await.refused("task.not_eligible");
    let claim = claimed(&server, &task, &named).await;
    let _ = submitted(&server, &claim, &named).await;
    let approved = server.post(&format!("/claims/{claim}/approve"), &secretary, json!({})).await.expect(200);
    assert_eq!(approved["pointsAwarded"], 3);
}

#[tokio::test]
async fn a_task_is_for_its_branches_and_categories() {
    let server = TestServer::start().await;
    let [first, second] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let clerk = server.fixture.clerk.clone();
    let new = json!({
        "organizationId": server.fixture.township.0, "title": "护林防火", "item": "fire_patrol",
        "branchIds": [second.id.0], "categories": ["ordinary"],
    });
    let task = server.post("/tasks", &clerk, new).await.expect(201);
    let id = task["id"].as_str().unwrap();
    server.post(&format!("/tasks/{id}/claims"), &second.members[1], Value::Null).await.refused("task.not_found");
    server.post(&format!("/tasks/{id}/publish"), &clerk, Value::Null).await.expect(200);
    server.post(&format!("/tasks/{id}/claims"), &first.members[1], Value::Null).await.refused("task.not_eligible");
    server.post(&format!("/tasks/{id}/claims"), &second.members[1], Value::Null).await.expect(201);
}

/// Pitfall 22: lowering the quota never drops a claim silently.
#[tokio::test]
async fn an_edit_never_goes_below_the_claims_made_and_tells_a_stale_version() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = branch.members[0].clone();
    let task = published(&server, json!({ "quota": 3 })).await;
    for member in &branch.members[1..3] {
        let _ = claimed(&server, &task, member).await;
    }
    let path = format!("/tasks/{}", task["id"].as_str().unwrap());
    let edit = |quota: u32| json!({ "title": "疫情防控走访（改）", "quota": quota });
    server.put(&path, &secretary, 2, edit(1)).await.refused("task.quota_below_claims");
    let edited = server.put(&path, &secretary, 2, edit(2)).await.expect(200);
    assert_eq!((&edited["quota"], &edited["version"]), (&json!(2), &json!(3)));
    let stale = server.put(&path, &secretary, 2, edit(5)).await;
    assert_eq!(stale.refused("version.stale")["currentVersion"], 3);
    let claims = format!("{path}/claims");
    server.post(&claims, &branch.members[3], Value::Null).await.refused("task.quota_exhausted");
}

/// Who claimed already keeps the later of both deadlines.
#[tokio::test]
async fn a_later_deadline_holds_for_claims_already_made() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let task = published(&server, json!({ "completeBy": "2024-03-10T00:00:00+08:00" })).await;
    let path = format!("/tasks/{}", task["id"].as_str().unwrap());
    let claim = claimed(&server, &task, member).await;
    let due = async |version: u64, complete_by: Value| {
        let edit = json!({ "title": "疫情防控走访", "completeBy": complete_by });
        server.put(&path, secretary, version, edit).await.expect(200);
        let claim = server.get(&format!("/claims/{claim}"), member).await.expect(200)["claim"].clone();
        (claim["dueAt"].clone(), claim["version"].clone())
    };
    let later = json!("2024-03-20T00:00:00+08:00");
    assert_eq!(due(2, later.clone()).await, (later.clone(), json!(2)));
    assert_eq!(due(3, json!("2024-03-15T00:00:00+08:00")).await, (later, json!(2)));
    assert_eq!(due(4, Value::Null).await, (Value::Null, json!(3)));
}

#[tokio::test]
async fn closing_stops_claims_and_cancelling_ends_the_unfinished() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = branch.members[0].clone();
    let task = published(&server, json!({})).await;
    let path = format!("/tasks/{}", task["id"].as_str().unwrap());
    let unfinished = claimed(&server, &task, &branch.members[1]).await;
    let handed_in = claimed(&server, &task, &branch.members[2]).await;
    let _ = submitted(&server, &handed_in, &branch.members[2]).await;
    server.post(&format!("{path}/close"), &secretary, json!({})).await.expect(200);
    server.post(&format!("{path}/claims"), &branch.members[3], Value::Null).await.refused("task.closed");
    server.post(&format!("{path}/cancel"), &secretary, json!({ "reason": " " })).await.refused("request.invalid");
    let cancelled = server.post(&format!("{path}/cancel"), &secretary, json!({ "reason": "雨停了" })).await.expect(200);
    assert_eq!((&cancelled["state"], &cancelled["claimed"]), (&json!("cancelled"), &json!(1)));
    let ended = server.get(&format!("/claims/{unfinished}"), &branch.members[1]).await.expect(200);
    assert_eq!(ended["claim"]["state"], "cancelled");
    // The work was done before: it is still reviewed.
    let approved = server.post(&format!("/claims/{handed_in}/approve"), &secretary, json!({})).await.expect(200);
    assert_eq!(approved["state"], "approved");
}

#[tokio::test]
async fn overdue_claims_release_their_place() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let task = published(&server, json!({ "quota": 1, "completeBy": "2024-03-10T00:00:00+08:00" })).await;
    let claim = claimed(&server, &task, &branch.members[1]).await;
    server.set_time("2024-03-10T00:00:01+08:00");
    let report = json!({ "report": "晚了", "deedOn": "2024-03-09" });
    server.post(&format!("/claims/{claim}/submit"), &branch.members[1], report).await.refused("claim.overdue");
    let now = server.clock.now();
    assert_eq!(xianfeng_api::tasks::expire_overdue(&server.app, now).await.unwrap(), 1);
    assert_eq!(xianfeng_api::tasks::expire_overdue(&server.app, now).await.unwrap(), 0);
    let task = server.get(&format!("/tasks/{}", task["id"].as_str().unwrap()), &branch.members[2]).await.expect(200);
    assert_eq!(task["claimed"], 0);
    let ended = server.get(&format!("/claims/{claim}"), &branch.members[1]).await.expect(200);
    assert_eq!(ended["claim"]["state"], "expired");
}

#[tokio::test]
async fn pages_of_tasks_concatenate_to_the_whole_list() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    for _ in 0..5 {
        let _ = published(&server, json!({})).await;
    }
    let whole = server.get("/tasks?limit=100", &member).await.expect(200);
    let (mut paged, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = server.get(&format!("/tasks?limit=2{cursor}"), &member).await.expect(200);
        paged.extend(page["items"].as_array().unwrap().clone());
        // Inserts in between change nothing about what follows.
        let _ = published(&server, json!({})).await;
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(Value::Array(paged), whole["items"]);
    server.get("/tasks?cursor=made-up", &member).await.refused("list.bad_cursor");
}
