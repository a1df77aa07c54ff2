//! The main job: a member claims a published task, hands it in, the secretary approves, and the
//! points stand in the ledger (S0-3, S0-4).

use serde_json::{Value, json};
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger;
use xianfeng_tests::TestServer;

use super::{claimed, published, submitted};

#[tokio::test]
async fn a_claim_goes_from_task_to_ledger() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let task = published(&server, json!({ "quota": 2 })).await;
    let claim = claimed(&server, &task, member).await;
    assert_eq!(submitted(&server, &claim, member).await["state"], "submitted");

    let queue = server.get("/claims?queue=review", secretary).await.expect(200);
    assert_eq!(queue["items"][0]["id"], claim.as_str());
    let approved = server.post(&format!("/claims/{claim}/approve"), secretary, json!({})).await.expect(200);
    assert_eq!(approved["state"], "approved");
    assert_eq!(approved["pointsAwarded"], json!(0.5));

    let read = async |tx: &Tx| ledger::chain(tx, member.id).await;
    let chain = server.app.database.read(read).await.unwrap();
    assert_eq!(chain.len(), 1);
    assert_eq!(chain[0].draft.points.to_string(), "0.5");
    assert_eq!(chain[0].counts_on.to_string(), "2024-03-01");
}

#[tokio::test]
async fn nobody_reviews_their_own_claim_and_it_goes_up_by_itself() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    let task = published(&server, json!({})).await;
    let claim = claimed(&server, &task, secretary).await;
    submitted(&server, &claim, secretary).await;
    server.post(&format!("/claims/{claim}/approve"), secretary, json!({})).await.refused("review.own_claim");
    let own_queue = server.get("/claims?queue=review", secretary).await.expect(200);
    assert_eq!(own_queue["items"], json!([]));
    let clerk = server.fixture.clerk.clone();
    let queue = server.get("/claims?queue=review", &clerk).await.expect(200);
    assert_eq!(queue["items"][0]["id"], claim.as_str());
    let approved = server.post(&format!("/claims/{claim}/approve"), &clerk, json!({})).await.expect(200);
    assert_eq!(approved["state"], "approved");
}

/// The connection cut after the commit and the request repeated: the first answer.
#[tokio::test]
async fn a_repeated_command_gets_the_first_reply() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    let task = published(&server, json!({})).await;
    let path = format!("/tasks/{}/claims", task["id"].as_str().unwrap());
    let key = "a-key-of-the-phone-0001";
    let first = server.post_with_key(&path, member, key, Value::Null).await;
    let again = server.post_with_key(&path, member, key, Value::Null).await;
    assert_eq!(first.expect(201), again.expect(201));
    assert!(!first.headers.contains_key("idempotency-replayed"));
    assert_eq!(again.headers["idempotency-replayed"], "true");
    server.post(&path, member, Value::Null).await.refused("claim.already_made");
}

#[tokio::test]
async fn claims_of_another_branch_are_not_there() {
    let server = TestServer::start().await;
    let [own, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let task = published(&server, json!({})).await;
    let claim = claimed(&server, &task, &own.members[1]).await;
    submitted(&server, &claim, &own.members[1]).await;
    let stranger = &other.members[0];
    server.get(&format!("/claims/{claim}"), stranger).await.refused("claim.not_found");
    server.post(&format!("/claims/{claim}/approve"), stranger, json!({})).await.refused("claim.not_found");
    server.get(&format!("/tasks/{}", task["id"].as_str().unwrap()), stranger).await.refused("task.not_found");
    let plain = &own.members[2];
    server.post(&format!("/claims/{claim}/approve"), plain, json!({})).await.refused("auth.forbidden");
}
