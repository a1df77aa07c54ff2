//! An item that is retired while claims on it are open: they still pay, nothing new begins.

use serde_json::{Value, json};
use xianfeng_infra::rulebooks::CHISHIQIAO;
use xianfeng_tests::TestServer;

use super::{adopted, effective, item};
use crate::leaderboards::scene::{submitted, task};

#[tokio::test]
async fn open_claims_stay_under_the_version_of_their_task() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let open = task(&server, &branch, json!({ "quota": 3 })).await;
    let claim = submitted(&server, &open, member, "2024-03-01").await;
    let draft = json!({ "organizationId": branch.id.0, "title": "巡山", "item": "fire_patrol" });
    let draft = server.post("/tasks", secretary, draft).await.expect(201);
    let retired = CHISHIQIAO.replace("code = \"fire_patrol\"", "code = \"fire_patrol\"\nretired = true");
    let done = adopted(&server, &clerk, server.fixture.township.0, &retired, "2024-03-01").await;
    assert_eq!(done["adopted"]["state"], "in_force");
    let book = effective(&server, member, branch.id.0, "2024-03-01").await;
    assert_eq!(item(&book, "fire_patrol").unwrap()["retired"], true, "retired items stay readable");
    assert!(!book["aspects"].to_string().contains("fire_patrol"));

    let new = json!({ "organizationId": branch.id.0, "title": "巡山", "item": "fire_patrol" });
    let refused = server.post("/tasks", secretary, new).await.refused("request.invalid");
    assert_eq!(refused["errors"][0]["pointer"], "/item");
    // Drafted before, and not published in time.
    let publish = format!("/tasks/{}/publish", draft["id"].as_str().unwrap());
    server.post(&publish, secretary, Value::Null).await.refused("task.item_changed");
    // Handed in before, and claimed after: both are of the task's version.
    let late = submitted(&server, &open, &branch.members[2], "2024-03-01").await;
    for claim in [claim, late] {
        let approved = server.post(&format!("/claims/{claim}/approve"), secretary, json!({})).await.expect(200);
        assert_eq!(approved["pointsAwarded"], json!(1));
    }
    let ledger = server.get("/me/ledger", member).await.expect(200);
    assert_eq!(ledger["items"][0]["ruleBookId"], json!(server.fixture.rule_book.0));
    let gone = CHISHIQIAO.replace("code = \"fire_patrol\"", "code = \"other_patrol\"");
    let done = adopted(&server, &clerk, server.fixture.township.0, &gone, "2024-03-02").await;
    assert_eq!(done["adopted"]["edition"], 3);
    let last = submitted(&server, &open, &branch.members[3], "2024-03-01").await;
    server.post(&format!("/claims/{last}/approve"), secretary, Value::Object(Default::default())).await.expect(200);
}
