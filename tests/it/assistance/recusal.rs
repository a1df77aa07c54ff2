//! Nobody decides on what they entered for somebody.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::acts;
use crate::declarations::{decided, deed};
use crate::tasks::published;

/// The secretary helps: claim and declaration pass them by, to the township.
#[tokio::test]
async fn who_entered_it_does_not_review_it() {
    let server = TestServer::start().await;
    let [secretary, member] = [0, 1].map(|place| server.fixture.branches[0].members[place].clone());
    let clerk = server.fixture.clerk.clone();
    let consent = json!({ "helperId": secretary.person.0, "how": "in_person", "until": "2024-12-31" });
    server.post(&format!("/members/{}/assistance", member.id), &clerk, consent).await.expect(201);

    let task = published(&server, json!({})).await;
    let path = format!("/tasks/{}/claims", task["id"].as_str().unwrap());
    let claim = acts(&server, &secretary, &member, &path, Value::Null).await.expect(201);
    let path = format!("/claims/{}", claim["id"].as_str().unwrap());
    let report = json!({ "report": "走访六户", "deedOn": "2024-03-01" });
    acts(&server, &secretary, &member, &format!("{path}/submit"), report).await.expect(200);
    let queue = server.get("/claims?queue=review", &secretary).await.expect(200);
    assert!(queue["items"].as_array().unwrap().is_empty(), "it is not in their queue: {queue}");
    let queue = server.get("/claims?queue=review", &clerk).await.expect(200);
    assert_eq!(queue["items"].as_array().unwrap().len(), 1, "it waits for the township");
    server.post(&format!("{path}/approve"), &secretary, json!({})).await.refused("review.own_claim");
    let reason = json!({ "reason": "不符" });
    server.post(&format!("{path}/reject"), &secretary, reason).await.refused("review.own_claim");
    server.post(&format!("{path}/approve"), &clerk, json!({})).await.expect(200);

    let declaration = acts(&server, &secretary, &member, "/declarations", deed(json!({}))).await.expect(201);
    let decision = json!({ "register": [{ "id": declaration["id"] }] });
    let refused = decided(&server, &secretary, decision.clone()).await.remove(0);
    assert_eq!(refused["code"], "declaration.own", "{refused}");
    let taken = decided(&server, &clerk, decision).await.remove(0);
    assert_eq!(taken["state"], "registered", "{taken}");
}
