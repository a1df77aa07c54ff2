//! What time itself makes due: deadlines, quarterly reports, reviews that wait.

use serde_json::json;
use xianfeng_api::work::Job;
use xianfeng_tests::TestServer;

use super::{assert_told, inbox, told};
use crate::declarations::{declared, deed, report};
use crate::tasks::{claimed, published, submitted};

/// As several replicas do it at once, and again.
async fn remind(server: &TestServer) -> usize {
    let step = async || Job::Remind.step(&server.app, server.clock.now()).await.expect("a step");
    let (one, other) = futures_util::join!(step(), step());
    assert_eq!(step().await, 0, "everything was told");
    one + other
}

/// S0-3: three days before a claim's deadline, once; a later deadline is told again.
#[tokio::test]
async fn deadlines_of_claims() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, member, other, late] = [0, 1, 2, 3].map(|index| branch.members[index].clone());
    let task = published(&server, json!({ "completeBy": "2024-03-20T18:00:00+08:00" })).await;
    claimed(&server, &task, &member).await;
    let done = claimed(&server, &task, &other).await;
    submitted(&server, &done, &other).await;
    let due = async |who| told(&server, who, "claim.due_soon").await;
    server.set_time("2024-03-17T09:59:59Z");
    remind(&server).await;
    assert_eq!(due(&member).await, 0);
    claimed(&server, &task, &late).await;
    server.set_time("2024-03-17T10:00:00Z");
    remind(&server).await;
    assert_told(&server, &member, &[("claim.due_soon", "“疫情防控走访”2024年3月20日到期，请尽快办结并提交。")]).await;
    assert_eq!(due(&other).await, 0, "handed in");
    server.set_time("2024-03-19T10:00:00Z");
    remind(&server).await;
    assert_eq!((due(&member).await, due(&late).await), (1, 1), "not again");
    let path = format!("/tasks/{}", task["id"].as_str().unwrap());
    let now = server.get(&path, &secretary).await.expect(200);
    let edit = json!({ "title": "疫情防控走访", "completeBy": "2024-03-25T18:00:00+08:00" });
    server.put(&path, &secretary, now["version"].as_u64().unwrap(), edit).await.expect(200);
    server.set_time("2024-03-23T10:00:00Z");
    remind(&server).await;
    assert_eq!(due(&member).await, 2, "another deadline");
    // Who claims a task in its last days has just read the deadline.
    let short = published(&server, json!({ "completeBy": "2024-03-25T18:00:00+08:00", "title": "巡山" })).await;
    claimed(&server, &short, &other).await;
    remind(&server).await;
    assert_eq!(due(&other).await, 0);
}

/// S2-6, S3-2: who owes a report hears of it from two weeks before the quarter's end, once, unless it is made.
#[tokio::test]
async fn quarterly_reports() {
    let server = TestServer::start_with(1, 5, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let [owes, made] = [1, 2].map(|index| branch.members[index].clone());
    for member in [&owes, &made] {
        let away = json!({ "from": "2023-12-20", "destination": "太原务工", "liaisonId": branch.members[4].id.0 });
        server.post(&format!("/members/{}/aways", member.id.0), &branch.members[0], away).await.expect(201);
    }
    declared(&server, &made, report(json!({}))).await;
    server.set_time("2024-03-16T15:59:59Z");
    remind(&server).await;
    assert_eq!(told(&server, &owes, "report.due").await, 0);
    server.set_time("2024-03-16T16:00:00Z");
    remind(&server).await;
    server.set_time("2024-03-30T16:00:00Z");
    remind(&server).await;
    let words = "您2024年第一季度的汇报还没有交，请在2024年3月31日前提交。";
    assert_told(&server, &owes, &[("report.due", words)]).await;
    // Beside the word that they are away.
    assert_eq!((inbox(&server, &owes).await.len(), inbox(&server, &made).await.len()), (2, 1));
    server.set_time("2024-06-20T01:00:00Z");
    remind(&server).await;
    assert_eq!((told(&server, &owes, "report.due").await, told(&server, &made, "report.due").await), (2, 1));
}

/// S0-5: once a day each reviewer hears how much waits for them; nobody of their own.
#[tokio::test]
async fn reviews_that_wait() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, member, other] = [0, 1, 2].map(|index| branch.members[index].clone());
    let clerk = server.fixture.clerk.clone();
    let role = json!({ "personId": other.person.0, "role": "reviewer", "organizationId": branch.id.0 });
    server.post("/roles", &clerk, role).await.expect(201);
    let task = published(&server, json!({})).await;
    for who in [&member, &other] {
        let claim = claimed(&server, &task, who).await;
        submitted(&server, &claim, who).await;
    }
    declared(&server, &member, deed(json!({}))).await;
    // 07:59 and 08:00 in Asia/Shanghai.
    server.set_time("2024-03-01T23:59:59Z");
    assert_eq!(remind(&server).await, 0);
    server.set_time("2024-03-02T00:00:00Z");
    assert_eq!(remind(&server).await, 2);
    let waiting = |count: u32| format!("有 {count} 件办结或申报等您审核，请到“审核”处理。");
    assert_told(&server, &secretary, &[("reviews.waiting", &waiting(3))]).await;
    assert_told(&server, &other, &[("reviews.waiting", &waiting(2))]).await;
    server.set_time("2024-03-02T09:00:00Z");
    assert_eq!(remind(&server).await, 0, "once a day");
    server.set_time("2024-03-03T00:30:00Z");
    assert_eq!(remind(&server).await, 2);
    assert_eq!(told(&server, &clerk, "reviews.waiting").await, 0, "nothing waits at the township");
}
