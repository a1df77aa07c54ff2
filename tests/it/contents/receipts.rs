//! Who has read.

use futures_util::future::join_all;
use serde_json::json;
use xianfeng_tests::TestServer;

use super::{notice, published, submitted, take_down};
use crate::inbox::told;

/// One row a member, however many requests come at once; an answer may follow.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn reading_is_noted_once() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let id = published(&server, secretary, notice(branch.id.0, json!({}))).await;
    let path = format!("/contents/{id}/read");
    let answers = join_all((0..8).map(|_| server.post(&path, member, json!({})))).await;
    for answer in answers {
        answer.expect(200);
    }
    server.set_time("2024-03-02T01:00:00Z");
    let later = server.post(&path, member, json!({ "answer": "一定参加" })).await.expect(200);
    assert_eq!((&later["readAt"], &later["answer"]), (&json!("2024-03-01T09:00:00+08:00"), &json!("一定参加")));
    let kept = server.post(&path, member, json!({})).await.expect(200);
    assert_eq!(kept["answer"], "一定参加");
    let read = server.get(&format!("/contents/{id}/receipts?read=true"), secretary).await.expect(200);
    assert_eq!((&read["read"], &read["unread"], read["items"].as_array().unwrap().len()), (&json!(1), &json!(3), 1));
    let own = server.get("/contents", member).await.expect(200);
    assert_eq!(own["items"][0]["ownReadAt"], "2024-03-01T09:00:00+08:00");
    for (by, code) in [(member, "auth.forbidden"), (&server.fixture.branches[1].members[0], "content.not_found")] {
        server.get(&format!("/contents/{id}/receipts"), by).await.refused(code);
    }
    take_down(&server, &id, secretary).await;
    server.post(&path, &branch.members[2], json!({})).await.refused("content.not_found");
}

/// Those who have not read are reminded, once a day.
#[tokio::test]
async fn a_reminder_goes_to_who_has_not_read() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, [reader, lazy]) = (&branch.members[0], [1, 2].map(|index| &branch.members[index]));
    let id = published(&server, secretary, notice(branch.id.0, json!({}))).await;
    let remind = format!("/contents/{id}/reminders");
    server.post(&format!("/contents/{id}/read"), reader, json!({})).await.expect(200);
    let both = tokio::join!(
        server.post(&remind, secretary, serde_json::Value::Null),
        server.post(&remind, secretary, serde_json::Value::Null)
    );
    let mut answers = [both.0, both.1].map(|answer| answer.status.as_u16());
    answers.sort_unstable();
    assert_eq!(answers, [200, 409]);
    assert_eq!((told(&server, lazy, "content.unread").await, told(&server, reader, "content.unread").await), (1, 0));
    server.post(&remind, secretary, serde_json::Value::Null).await.refused("content.reminded_today");
    server.set_time("2024-03-01T16:00:00Z");
    assert_eq!(server.post(&remind, secretary, serde_json::Value::Null).await.expect(200)["reminded"], 3);
    take_down(&server, &id, secretary).await;
    server.set_time("2024-03-02T16:00:00Z");
    server.post(&remind, secretary, serde_json::Value::Null).await.refused("content.wrong_state");
}

/// S3-1: a branch sees which of its own members have read what the township published, and of nobody else.
#[tokio::test]
async fn a_branch_sees_its_own_readers_of_what_comes_from_above() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let clerk = server.fixture.clerk.clone();
    let id = submitted(&server, &clerk, notice(server.fixture.township.0, json!({}))).await;
    let receipts = format!("/contents/{id}/receipts?read=true");
    server.get(&receipts, &branch.members[0]).await.refused("content.not_found");
    let why = json!({ "reason": "只有一名管理员" });
    server.post(&format!("/contents/{id}/approve"), &clerk, why).await.expect(200);
    for reader in [&branch.members[1], &other.members[1], &other.members[2]] {
        server.post(&format!("/contents/{id}/read"), reader, json!({})).await.expect(200);
    }
    for (by, audience, read) in [(&clerk, 8, 3), (&branch.members[0], 4, 1), (&other.members[0], 4, 2)] {
        let page = server.get(&receipts, by).await.expect(200);
        let items = page["items"].as_array().unwrap().len();
        assert_eq!((&page["audience"], &page["read"], items), (&json!(audience), &json!(read), read), "{}", by.name);
    }
    server
        .post(&format!("/contents/{id}/reminders"), &branch.members[0], json!(null))
        .await
        .refused("content.not_found");
}
