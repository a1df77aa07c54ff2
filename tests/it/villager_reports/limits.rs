//! How many reports there may be, and what a report may hold.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::TestServer;

use super::{about_a_member, id, report};
use crate::access::visitor;
use crate::leaderboards::scene::mark;

/// Ten at once are five; a place is free again when one was weighed.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_account_has_five_open_reports() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let token = visitor(&server, "villager").await;
    let tries = (0..10).map(|_| report(&server, Some(&token), branch.id, about_a_member()));
    let answers = futures_util::future::join_all(tries).await;
    let (sent, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 201);
    assert_eq!(sent.len(), 5);
    for answer in refused {
        answer.refused("villager_report.too_many_open");
    }
    let path = format!("/villager-reports/{}/weighing", id(&sent[0].json()));
    let weighing = json!({ "finding": "unfounded", "reason": "不属实" });
    server.post(&path, &branch.members[0], weighing).await.expect(200);
    report(&server, Some(&token), branch.id, about_a_member()).await.expect(201);
    report(&server, Some(&token), branch.id, about_a_member()).await.refused("villager_report.too_many_open");
}

#[tokio::test]
async fn an_organization_takes_a_hundred_a_day() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].id);
    for villager in 0..20 {
        let token = visitor(&server, &format!("villager {villager}")).await;
        for _ in 0..5 {
            report(&server, Some(&token), branch, about_a_member()).await.expect(201);
        }
    }
    let token = visitor(&server, "late").await;
    report(&server, Some(&token), branch, about_a_member()).await.refused("villager_report.too_many_today");
    report(&server, Some(&token), other, about_a_member()).await.expect(201);
    server.set_time("2024-03-01T16:00:00Z");
    let token = visitor(&server, "late").await;
    report(&server, Some(&token), branch, about_a_member()).await.expect(201);
}

#[tokio::test]
async fn bad_reports_are_refused() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let token = visitor(&server, "villager").await;
    let with = |more: Value| {
        let mut body = about_a_member();
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    for (more, pointer) in [
        (json!({ "about": "张".repeat(51) }), "/about"),
        (json!({ "about": " " }), "/about"),
        (json!({ "what": "扫".repeat(1001) }), "/what"),
        (json!({ "what": "扫\u{202e}街" }), "/what"),
        (json!({ "on": "2024-03-02" }), "/on"),
        (json!({ "contact": "12345" }), "/contact"),
        (json!({ "reporter": "我" }), "/reporter"),
    ] {
        let refused = report(&server, Some(&token), branch.id, with(more.clone())).await.refused("request.invalid");
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{more}");
    }
    for unknown in [Uuid::now_v7(), other.members[1].id.0] {
        let body = with(json!({ "memberId": unknown }));
        report(&server, Some(&token), branch.id, body).await.refused("member.not_found");
    }
    mark(&server, other.id, true, None).await;
    report(&server, Some(&token), other.id, about_a_member()).await.refused("organization.not_found");
}
