//! Whom a content is for: branch, category, away; by today's roster.

use serde_json::json;
use xianfeng_tests::TestServer;

use super::{notice, published, seen, titles};

/// S3-1: what is for members away is for them only, while they are away.
#[tokio::test]
async fn the_cloud_branch_is_for_who_is_away() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, [home, away]) = (&branch.members[0], [1, 2].map(|index| &branch.members[index]));
    let gone = json!({ "from": "2024-02-01", "destination": "太原务工" });
    let gone = server.post(&format!("/members/{}/aways", away.id.0), secretary, gone).await.expect(201);
    let id = published(&server, secretary, notice(branch.id.0, json!({ "kind": "study", "awayOnly": true }))).await;
    seen(&server, &id, home).await.refused("content.not_found");
    server.post(&format!("/contents/{id}/read"), home, json!({})).await.refused("content.not_found");
    seen(&server, &id, away).await.expect(200);
    let answer = json!({ "answer": "在太原已学习" });
    server.post(&format!("/contents/{id}/read"), away, answer).await.expect(200);
    let counts = server.get(&format!("/contents/{id}/receipts?read=true"), secretary).await.expect(200);
    assert_eq!((&counts["audience"], &counts["read"], &counts["answered"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!((&counts["items"][0]["away"], &counts["items"][0]["answer"]), (&json!(true), &json!("在太原已学习")));
    let back = format!("/aways/{}/return", gone["id"].as_str().unwrap());
    server.post(&back, secretary, json!({ "backOn": "2024-03-01" })).await.expect(200);
    seen(&server, &id, away).await.refused("content.not_found");
}

/// A member who moves to another branch or category, or leaves, reads what is for them there, and counts no more here.
#[tokio::test]
async fn the_audience_follows_the_roster() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let [mover, leaver, aged] = [1, 2, 3].map(|index| &branch.members[index]);
    let all = published(&server, secretary, notice(branch.id.0, json!({}))).await;
    let for_aged = notice(branch.id.0, json!({ "title": "慰问通知", "categories": ["aged"] }));
    let for_aged = published(&server, secretary, for_aged).await;
    for id in [&all, &for_aged] {
        let expected = if id == &all { 200 } else { 404 };
        seen(&server, id, mover).await.expect(expected);
    }
    for reader in [mover, leaver] {
        server.post(&format!("/contents/{all}/read"), reader, json!({})).await.expect(200);
    }
    let counts = async || {
        let page = server.get(&format!("/contents/{all}/receipts"), secretary).await.expect(200);
        [&page["audience"], &page["read"], &page["unread"]].map(|count| count.as_i64().unwrap())
    };
    assert_eq!(counts().await, [4, 2, 2]);

    let moved = json!({ "branchId": other.id.0, "from": "2024-03-01", "reason": "组织关系转接" });
    server.post(&format!("/members/{}/transfer", mover.id.0), &clerk, moved).await.expect(200);
    let older = json!({ "category": "aged", "from": "2024-03-01", "reason": "年满七十" });
    server.post(&format!("/members/{}/transfer", aged.id.0), secretary, older).await.expect(200);
    let left = json!({ "how": "deceased", "leftOn": "2024-03-01", "reason": "病故" });
    server.post(&format!("/members/{}/leave", leaver.id.0), secretary, left).await.expect(200);
    assert_eq!(counts().await, [2, 0, 2], "the roster of today");
    seen(&server, &all, mover).await.refused("content.not_found");
    assert_eq!(titles(&server, "/contents", mover).await, [""; 0]);
    assert_eq!(titles(&server, "/contents", aged).await, ["慰问通知", "三月主题党日的通知"]);
    server.get("/contents", leaver).await.refused("auth.not_bound");
    assert_eq!(titles(&server, &format!("/contents?organizationId={}", branch.id), aged).await.len(), 2);
    server
        .get(&format!("/contents?organizationId={}", uuid::Uuid::now_v7()), aged)
        .await
        .refused("organization.not_found");
}

/// The list goes on where the page before it ended, the last published first.
#[tokio::test]
async fn pages_of_the_list_make_the_whole() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    for n in 1..=5 {
        published(&server, &branch.members[0], notice(branch.id.0, json!({ "title": format!("通知{n}") }))).await;
    }
    for (base, by) in [("/contents?limit=2", &branch.members[1]), ("/contents/managed?limit=2", &branch.members[0])] {
        let (mut found, mut path) = (Vec::new(), base.to_owned());
        loop {
            let page = server.get(&path, by).await.expect(200);
            found.extend(
                page["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()),
            );
            match page["nextCursor"].as_str() {
                Some(cursor) => path = format!("{base}&cursor={cursor}"),
                None => break,
            }
        }
        assert_eq!(found, ["通知5", "通知4", "通知3", "通知2", "通知1"], "{base}");
    }
}
