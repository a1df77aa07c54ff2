//! What officials write stands in the record as soon as it is written: so it passes first (issue 5, item 9; pitfall 37).

use chrono::TimeDelta;
use serde_json::{Value, json};
use xianfeng_demo::wechat::{Endpoint, Fault};
use xianfeng_tests::fixture::FixtureMember;
use xianfeng_tests::{Answer, TestServer};

use super::{held, log_in, open_id};

/// A draft of the first branch's secretary; answers where it is published.
async fn draft(server: &TestServer, title: &str) -> String {
    let branch = &server.fixture.branches[0];
    let task = json!({ "organizationId": branch.id.0, "title": title, "item": "epidemic_round" });
    let task = server.post("/tasks", &branch.members[0], task).await.expect(201);
    format!("/tasks/{}/publish", task["id"].as_str().unwrap())
}

/// The tasks that a member can claim.
async fn open(server: &TestServer, by: &FixtureMember) -> Vec<Value> {
    let page = server.get("/tasks", by).await.expect(200);
    page["items"].as_array().unwrap().iter().map(|task| task["title"].clone()).collect()
}

async fn decide(server: &TestServer, by: &FixtureMember, check: &Value, body: Value) -> Answer {
    server.post(&format!("/moderation/checks/{}/decision", check.as_str().unwrap()), by, body).await
}

#[tokio::test]
async fn a_task_is_published_once_its_words_have_passed() {
    let server = TestServer::start().await;
    let members = server.fixture.branches[0].members.clone();
    let (secretary, clerk) = (&members[0], &server.fixture.clerk);
    let publish = draft(&server, "REVIEW 走访").await;
    let waits = server.post(&publish, secretary, Value::Null).await;
    assert_eq!(waits.status, 409);
    let check = waits.refused("moderation.waiting")["checkId"].clone();
    let again = server.post(&publish, secretary, Value::Null).await.refused("moderation.waiting");
    assert_eq!(again["checkId"], check, "the same words wait once");
    assert_eq!(server.wechat.count(Endpoint::TextCheck), 1);
    assert!(open(&server, &members[1]).await.is_empty());

    let waiting = held(&server, clerk).await.remove(0);
    assert_eq!(
        (&waiting["id"], &waiting["subject"], &waiting["text"], &waiting["label"]),
        (&check, &json!("task"), &json!("REVIEW 走访"), &json!("21000"))
    );
    assert!(held(&server, secretary).await.is_empty());
    let own = server.get("/moderation/checks?own=true", secretary).await.expect(200);
    assert_eq!(own["items"][0]["id"], check);
    let pass = json!({ "decision": "pass", "version": 1 });
    decide(&server, secretary, &check, pass.clone()).await.refused("moderation.own");
    decide(&server, clerk, &check, pass).await.expect(200);
    let told = server.get("/me/inbox", secretary).await.expect(200);
    assert_eq!(told["items"][0]["text"], "您写的任务已通过人工审核，请回到原处再提交一次。");

    server.post(&publish, secretary, Value::Null).await.expect(200);
    assert_eq!(open(&server, &members[1]).await, ["REVIEW 走访"]);
    assert_eq!(server.wechat.count(Endpoint::TextCheck), 1);
    let passed = server.get("/moderation/checks?state=passed", clerk).await.expect(200);
    assert_eq!(passed["items"][0]["text"], "", "it stands in the task now");
    let down = json!({ "version": 1, "reason": "群众反映不实" });
    let take_down = format!("/moderation/checks/{}/take-down", check.as_str().unwrap());
    server.post(&take_down, clerk, down).await.refused("moderation.in_place");
}

#[tokio::test]
async fn refused_words_are_not_published_and_others_are() {
    let server = TestServer::start().await;
    let secretary = &server.fixture.branches[0].members[0];
    let publish = draft(&server, "RISKY 走访").await;
    let check = server.post(&publish, secretary, Value::Null).await.refused("moderation.waiting")["checkId"].clone();
    let refuse = json!({ "decision": "refuse", "version": 1, "reason": "用词不当" });
    decide(&server, &server.fixture.clerk, &check, refuse).await.expect(200);
    server.post(&publish, secretary, Value::Null).await.refused("moderation.refused");
    let path = publish.trim_end_matches("/publish");
    let version = server.get(path, secretary).await.expect(200)["version"].as_u64().unwrap();
    server.put(path, secretary, version, json!({ "title": "RISKY 走访" })).await.refused("moderation.refused");
    server.put(path, secretary, version, json!({ "title": "走访" })).await.expect(200);
    server.post(&publish, secretary, Value::Null).await.expect(200);
}

#[tokio::test]
async fn while_the_platform_is_down_nothing_is_written_and_later_it_is() {
    let server = TestServer::start().await;
    let clerk = &server.fixture.clerk;
    let branch =
        json!({ "parentId": server.fixture.township.0, "kind": "village", "name": "新村党支部", "position": 9 });
    server.wechat.fail(Endpoint::TextCheck, Fault::Html, u32::MAX);
    server.post("/organizations", clerk, branch.clone()).await.refused("moderation.waiting");
    server.wechat.recover();
    server.post("/organizations", clerk, branch.clone()).await.refused("moderation.waiting");
    assert_eq!(server.wechat.count(Endpoint::TextCheck), 1, "not again at once");
    server.clock.set(server.clock.now() + TimeDelta::minutes(1));
    server.post_with_key("/organizations", clerk, "a-key-of-the-test", branch.clone()).await.expect(201);
    let asked = server.wechat.count(Endpoint::TextCheck);
    server.wechat.fail(Endpoint::TextCheck, Fault::Html, u32::MAX);
    server.post_with_key("/organizations", clerk, "a-key-of-the-test", branch).await.expect(201);
    assert_eq!(server.wechat.count(Endpoint::TextCheck), asked, "a repeated request asks nobody");
}

/// WeChat looks at texts only of who was there in the last two hours; a clerk sits at the desk all day.
#[tokio::test]
async fn who_is_away_opens_the_mini_program_or_a_colleague_passes_it() {
    let server = TestServer::start().await;
    let secretary = &server.fixture.branches[0].members[0];
    server.wechat.goes_away(&open_id(secretary));
    let publish = draft(&server, "走访").await;
    server.post(&publish, secretary, Value::Null).await.refused("moderation.author_away");
    assert_eq!(held(&server, &server.fixture.clerk).await[0]["label"], "author_away", "at once: its author waits");
    log_in(&server, secretary).await;
    server.post(&publish, secretary, Value::Null).await.expect(200);
    assert!(held(&server, &server.fixture.clerk).await.is_empty());
}

/// The only official far and wide is not shut out of their own office: with a reason on record.
#[tokio::test]
async fn who_is_alone_decides_with_a_reason() {
    let server = TestServer::start().await;
    let clerk = &server.fixture.clerk;
    let branch =
        json!({ "parentId": server.fixture.township.0, "kind": "village", "name": "REVIEW 村", "position": 9 });
    let waits = server.post("/organizations", clerk, branch.clone()).await.refused("moderation.waiting");
    let pass = |reason: Value| json!({ "decision": "pass", "version": 1, "reason": reason });
    decide(&server, clerk, &waits["checkId"], pass(Value::Null)).await.refused("moderation.reason_missing");
    decide(&server, clerk, &waits["checkId"], pass(json!("地名如此"))).await.expect(200);
    server.post("/organizations", clerk, branch).await.expect(201);
}

/// A button pressed twice is one deed: the second press waits for no person.
#[tokio::test]
async fn the_same_words_at_once_wait_for_nobody() {
    let server = TestServer::start().await;
    let clerk = &server.fixture.clerk;
    let race = ["一村", "一村", "二村", "二村"].map(|name| {
        let branch = json!({ "parentId": server.fixture.township.0, "kind": "village", "name": name, "position": 9 });
        server.post("/organizations", clerk, branch)
    });
    let answers = futures_util::future::join_all(race).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 2);
    for second in answers.iter().filter(|answer| answer.status != 201) {
        second.refused("organization.name_taken");
    }
}
