//! Many at once, over HTTP.

use futures_util::future::join_all;
use serde_json::{Value, json};
use xianfeng_api::verify::{Scope, verify};
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger;
use xianfeng_tests::TestServer;

use super::{claimed, published, submitted};

/// Whoever came first: what can be computed anew is as it is stored.
async fn assert_clean(server: &TestServer) {
    let report = verify(&server.app, Scope { files: false }, &|_, _, _| {}).await.unwrap();
    assert_eq!(report.differences, []);
}

/// Pitfall 22: 100 claims for 10 places at once are exactly 10.
#[tokio::test]
async fn a_hundred_claims_for_ten_places_are_ten() {
    let server = TestServer::start_with(1, 100, &[]).await;
    let task = published(&server, json!({ "quota": 10 })).await;
    let path = format!("/tasks/{}/claims", task["id"].as_str().unwrap());
    let members = &server.fixture.branches[0].members;
    let answers = join_all(members.iter().map(|member| server.post(&path, member, Value::Null))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 10);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("task.quota_exhausted");
    }
    let now = server.get(&format!("/tasks/{}", task["id"].as_str().unwrap()), &members[0]).await.expect(200);
    assert_eq!(now["claimed"], 10);
    assert_clean(&server).await;
}

/// Pitfall 1: the same approval 50 times at once is one entry, whether it is the same request
/// again or another.
#[tokio::test]
async fn one_claim_pays_once_however_often_it_is_approved() {
    let server = TestServer::start_with(1, 2, &[]).await;
    let [secretary, member] = [0, 1].map(|index| server.fixture.branches[0].members[index].clone());
    let task = published(&server, json!({})).await;
    let claim = claimed(&server, &task, &member).await;
    let _ = submitted(&server, &claim, &member).await;
    let path = format!("/claims/{claim}/approve");
    let same = (0..25).map(|_| server.post_with_key(&path, &secretary, "the-same-approval-01", json!({})));
    let other = (0..25).map(|_| server.post(&path, &secretary, json!({})));
    let (same, other) = futures_util::future::join(join_all(same), join_all(other)).await;
    let approved = same.iter().chain(&other).filter(|answer| answer.status == 200);
    assert!(approved.clone().count() >= 1);
    for answer in approved {
        assert_eq!(answer.json()["state"], "approved");
    }
    for answer in same.iter().chain(&other).filter(|answer| answer.status != 200) {
        answer.refused("claim.wrong_state");
    }
    let read = async |tx: &Tx| ledger::chain(tx, member.id).await;
    assert_eq!(server.app.database.read(read).await.unwrap().len(), 1);
    assert_clean(&server).await;
}

/// Caps reached by two approvals at once give exactly the cap: fire patrols count 4 a month.
#[tokio::test]
async fn approvals_at_once_give_exactly_the_cap() {
    let server = TestServer::start_with(1, 2, &[]).await;
    let [secretary, member] = [0, 1].map(|index| server.fixture.branches[0].members[index].clone());
    let task = published(&server, json!({ "item": "fire_patrol", "placesPerMember": 7 })).await;
    let mut claims = Vec::new();
    for _ in 0..7 {
        let claim = claimed(&server, &task, &member).await;
        let _ = submitted(&server, &claim, &member).await;
        claims.push(claim);
    }
    let paths: Vec<String> = claims.iter().map(|claim| format!("/claims/{claim}/approve")).collect();
    let approvals = paths.iter().map(|path| server.post(path, &secretary, json!({})));
    for answer in join_all(approvals).await {
        answer.expect(200);
    }
    let read = async |tx: &Tx| ledger::chain(tx, member.id).await;
    let chain = server.app.database.read(read).await.unwrap();
    let sum = |points: fn(&xianfeng_domain::ledger::Entry) -> xianfeng_domain::Points| -> String {
        chain.iter().map(points).sum::<xianfeng_domain::Points>().to_string()
    };
    assert_eq!(chain.len(), 7, "a cap trims, it never refuses");
    assert_eq!((sum(|entry| entry.draft.points), sum(|entry| entry.draft.asked)), ("4".into(), "7".into()));
    assert_clean(&server).await;
}

/// The last day to hand in: submitting and expiring at the same moment end in one of the two.
#[tokio::test]
async fn a_claim_is_handed_in_or_expires_never_both() {
    let server = TestServer::start_with(1, 8, &[]).await;
    let task = published(&server, json!({ "completeBy": "2024-03-02T00:00:00Z" })).await;
    let members = server.fixture.branches[0].members.clone();
    let mut claims = Vec::new();
    for member in &members {
        claims.push(claimed(&server, &task, member).await);
    }
    let later = "2024-03-02T00:00:00.000001Z".parse().unwrap();
    let expire = xianfeng_api::tasks::expire_overdue(&server.app, later);
    let report = json!({ "report": "走访", "deedOn": "2024-03-01" });
    let paths: Vec<String> = claims.iter().map(|claim| format!("/claims/{claim}/submit")).collect();
    let submit = members.iter().zip(&paths).map(|(member, path)| server.post(path, member, report.clone()));
    let (expired, answers) = futures_util::future::join(expire, join_all(submit)).await;
    let handed_in = answers.iter().filter(|answer| answer.status == 200).count();
    let mut expired = expired.unwrap();
    expired += xianfeng_api::tasks::expire_overdue(&server.app, later).await.unwrap();
    assert_eq!(handed_in + expired, 8);
    let now = server.get(&format!("/tasks/{}", task["id"].as_str().unwrap()), &members[0]).await.expect(200);
    assert_eq!(now["claimed"], handed_in);
    assert_clean(&server).await;
}
