//! The committee weighs.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::TestServer;

use super::{about_a_member, id, report};
use crate::access::visitor;
use crate::leaderboards::scene::credited;

async fn path(server: &TestServer) -> String {
    let token = visitor(server, "villager").await;
    let sent = report(server, Some(&token), server.fixture.branches[0].id, about_a_member()).await.expect(201);
    format!("/villager-reports/{}/weighing", id(&sent))
}

#[tokio::test]
async fn a_report_is_weighed_once() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let path = path(&server).await;
    let talk = json!({ "finding": "needs_talk", "reason": "已谈话提醒", "memberId": member.id.0 });
    let nobody = json!({ "finding": "needs_talk", "reason": "已谈话提醒" });
    let refused = server.post(&path, secretary, nobody).await.refused("request.invalid");
    assert_eq!(refused["errors"][0]["pointer"], "/memberId");
    server.post(&path, member, talk.clone()).await.refused("auth.forbidden");
    let weighed = server.post(&path, secretary, talk.clone()).await.expect(200);
    assert_eq!((&weighed["state"], &weighed["memberName"]), (&json!("needs_talk"), &json!("党员2")));
    server.post(&path, secretary, talk).await.refused("villager_report.weighed");
}

/// What is proposed lies within the rule book, or is not proposed.
#[tokio::test]
async fn what_is_proposed_is_in_the_rule_book() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let path = path(&server).await;
    let (_, _, foreign) = credited(&server, &branch, &branch.members[2], "2024-03-01", json!({})).await;
    let with = |more: Value| {
        let mut body = json!({ "finding": "founded", "reason": "情况属实", "memberId": member.id.0 });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    for (more, pointer) in [
        (json!({ "item": "good_deed" }), "/item"),
        (json!({ "item": "absence", "points": 3 }), "/points"),
        (json!({ "item": "absence", "entryId": foreign }), "/item"),
        (json!({ "finding": "unfounded", "item": "absence" }), "/item"),
        (json!({ "reason": "属".repeat(301) }), "/reason"),
    ] {
        let refused = server.post(&path, secretary, with(more.clone())).await.refused("request.invalid");
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{more}");
    }
    for entry in [json!(foreign), json!(Uuid::now_v7())] {
        server.post(&path, secretary, with(json!({ "entryId": entry }))).await.refused("ledger.entry_not_found");
    }
    let stranger = json!({ "memberId": other.members[1].id.0 });
    server.post(&path, secretary, with(stranger)).await.refused("member.not_found");
    let weighed = server.post(&path, secretary, with(json!({ "item": "absence", "points": 2 }))).await.expect(200);
    assert_eq!((&weighed["item"], &weighed["points"]), (&json!("absence"), &json!(2)));
}

/// Nobody weighs what they sent, nor what is about them.
#[tokio::test]
async fn nobody_weighs_their_own() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    let token = server.token(secretary);
    let sent = report(&server, Some(&token), branch.id, about_a_member()).await.expect(201);
    let weighing = json!({ "finding": "unfounded", "reason": "不属实" });
    let own = format!("/villager-reports/{}/weighing", id(&sent));
    server.post(&own, secretary, weighing.clone()).await.refused("villager_report.own");
    server.post(&own, &server.fixture.clerk, weighing).await.expect(200);
    let about = path(&server).await;
    let weighing = json!({ "finding": "unfounded", "reason": "不属实", "memberId": secretary.id.0 });
    server.post(&about, secretary, weighing).await.refused("villager_report.own");
}
