//! From the draft to the reader, and back.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_api::work::Job;
use xianfeng_demo::wechat::{Endpoint, Fault};
use xianfeng_domain::moderation::Subject;
use xianfeng_tests::TestServer;

use super::{notice, published, seen, submitted, take_down, titles};
use crate::files_api::{photo, upload};
use crate::inbox::{inbox, told};

/// S0-13: nobody reads it before somebody else has approved it; once it is taken down nobody reads it any more, nor its
/// pictures.
#[tokio::test]
async fn a_notice_reaches_its_readers_and_is_taken_down() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let file = upload(&server, secretary, photo(1)).await.expect(201)["id"].as_str().unwrap().to_owned();
    let new = notice(branch.id.0, json!({ "photoIds": [file] }));
    server.post("/contents", member, new.clone()).await.refused("auth.forbidden");
    let draft = server.post("/contents", secretary, new).await.expect(201);
    assert_eq!((&draft["state"], &draft["checkState"]), (&json!("draft"), &Value::Null));
    let id = draft["id"].as_str().unwrap();
    let picture = format!("/files/{file}");
    for who in [member, &other.members[0]] {
        seen(&server, id, who).await.refused("content.not_found");
        server.get(&picture, who).await.refused("file.not_found");
    }
    let submit = format!("/contents/{id}/submit");
    let handed_in = server.post(&submit, secretary, Value::Null).await.expect(200);
    assert_eq!(handed_in["state"], "submitted");
    server.post(&submit, secretary, Value::Null).await.refused("content.wrong_state");
    assert_eq!(told(&server, &clerk, "content.waits").await, 1);
    let approve = format!("/contents/{id}/approve");
    server.post(&approve, secretary, json!({ "reason": "我自己批" })).await.refused("content.own");
    server.post(&approve, &other.members[0], json!({})).await.refused("content.not_found");
    seen(&server, id, member).await.refused("content.not_found");

    let approved = server.post(&approve, &clerk, json!({})).await.expect(200);
    assert_eq!((&approved["state"], &approved["checkState"]), (&json!("published"), &json!("passed")));
    server.post(&approve, &clerk, json!({})).await.refused("content.wrong_state");
    let read = seen(&server, id, member).await.expect(200);
    assert_eq!(read["body"], "3月8日上午九点在村部开展主题党日。\n请按时参加。");
    assert_eq!(
        (&read["authorName"], &read["checkState"], &read["photoIds"]),
        (&Value::Null, &Value::Null, &json!([])),
        "a picture waits for a verdict of its own"
    );
    server.get(&picture, member).await.refused("file.not_found");
    assert_eq!(server.get(&picture, secretary).await.status, 200);
    server.wechat.deliver_verdicts().await;
    Job::HandlePushes.step(&server.app, server.clock.now()).await.unwrap();
    assert_eq!(seen(&server, id, member).await.expect(200)["photoIds"], json!([file]));
    assert_eq!(server.get(&picture, member).await.status, 200);
    server.get(&picture, &other.members[1]).await.refused("file.not_found");
    assert_eq!(titles(&server, "/contents", member).await, ["三月主题党日的通知"]);
    assert_eq!(titles(&server, "/contents", &other.members[1]).await, [""; 0]);
    assert_eq!(inbox(&server, member).await[0]["text"], "有新内容“三月主题党日的通知”，请查看。");
    assert_eq!(told(&server, secretary, "content.published").await, 0, "who wrote it knows it");

    server
        .post(&format!("/contents/{id}/take-down"), secretary, json!({ "reason": " " }))
        .await
        .refused("request.invalid");
    take_down(&server, id, &clerk).await;
    // S3-1: who was told of it reads its title nowhere any more; its author, who manages it, does.
    assert_eq!(inbox(&server, member).await[0]["text"], "有新内容“已撤下的内容”，请查看。");
    let home = server.get("/me/home", member).await.expect(200);
    assert!(!home.to_string().contains("三月主题党日的通知"), "{home}");
    seen(&server, id, member).await.refused("content.not_found");
    server.get(&picture, member).await.refused("file.not_found");
    assert_eq!(titles(&server, "/contents", member).await, [""; 0]);
    assert_eq!(seen(&server, id, secretary).await.expect(200)["reason"], "时间写错了");
    assert_eq!(told(&server, secretary, "content.taken_down").await, 1);
    let copy = server.post(&format!("/contents/{id}/copy"), secretary, Value::Null).await.expect(201);
    assert_eq!((&copy["state"], &copy["title"], &copy["photoIds"]), (&json!("draft"), &read["title"], &json!([])));
}

/// A text that content safety doubts is shown to nobody else, however it is approved.
#[tokio::test]
async fn a_doubtful_text_waits_for_a_person() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    for (word, at) in [("REVIEW", "title"), ("RISKY", "body")] {
        let id = submitted(&server, secretary, notice(branch.id.0, json!({ at: format!("通知{word}") }))).await;
        let approved = server.post(&format!("/contents/{id}/approve"), &clerk, json!({})).await.expect(200);
        assert_eq!((&approved["state"], &approved["checkState"]), (&json!("approved"), &json!("held")), "{word}");
        assert_eq!(Job::PublishContents.step(&server.app, server.clock.now()).await.unwrap(), 0);
        seen(&server, &id, member).await.refused("content.not_found");
    }
    assert_eq!(titles(&server, "/contents", member).await, [""; 0]);
}

/// While WeChat is down nothing is shown; it goes out by itself once the text was checked.
#[tokio::test]
async fn a_text_that_could_not_be_checked_waits() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    server.wechat.fail(Endpoint::TextCheck, Fault::Errcode(-1), u32::MAX);
    let id = submitted(&server, secretary, notice(branch.id.0, json!({}))).await;
    let approved = server.post(&format!("/contents/{id}/approve"), &clerk, json!({})).await.expect(200);
    assert_eq!((&approved["state"], &approved["checkState"]), (&json!("approved"), &json!("waiting")));
    let publish = async || Job::PublishContents.step(&server.app, server.clock.now()).await.unwrap();
    assert_eq!(publish().await, 0);
    seen(&server, &id, member).await.refused("content.not_found");
    server.wechat.fail(Endpoint::TextCheck, Fault::Errcode(-1), 0);
    server.set_time("2024-03-01T01:30:00Z");
    xianfeng_api::moderation::look(&server.app, Subject::Content, id.parse().unwrap()).await;
    assert_eq!((publish().await, publish().await), (1, 0));
    seen(&server, &id, member).await.expect(200);
}

/// What is approved for a later time goes out then, once.
#[tokio::test]
async fn a_notice_goes_out_at_its_time() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let at = |time: &str| notice(branch.id.0, json!({ "publishAt": time }));
    let refused = server.post("/contents", secretary, at("2024-03-01T08:59:00+08:00")).await.refused("request.invalid");
    assert_eq!(refused["errors"][0]["pointer"], "/publishAt");
    let id = submitted(&server, secretary, at("2024-03-02T08:00:00+08:00")).await;
    let approved = server.post(&format!("/contents/{id}/approve"), &clerk, json!({})).await.expect(200);
    assert_eq!(approved["state"], "approved");
    let publish = async || Job::PublishContents.step(&server.app, server.clock.now()).await.unwrap();
    server.set_time("2024-03-01T23:59:59Z");
    assert_eq!(publish().await, 0);
    seen(&server, &id, member).await.refused("content.not_found");
    server.set_time("2024-03-02T00:00:00Z");
    let (first, second) = tokio::join!(publish(), publish());
    assert_eq!(first + second, 1);
    assert_eq!(seen(&server, &id, member).await.expect(200)["publishedAt"], "2024-03-02T08:00:00+08:00");
    assert_eq!(told(&server, member, "content.published").await, 1);
}

/// Nobody approves their own, unless nobody else could: then the reason is on record.
#[tokio::test]
async fn a_clerk_alone_says_why() {
    let server = TestServer::start().await;
    let clerk = server.fixture.clerk.clone();
    let township = server.fixture.township.0;
    let id = submitted(&server, &clerk, notice(township, json!({ "kind": "document" }))).await;
    let approve = format!("/contents/{id}/approve");
    server.post(&approve, &clerk, json!({})).await.refused("content.reason_missing");
    let approved = server.post(&approve, &clerk, json!({ "reason": "乡里只有一名管理员" })).await.expect(200);
    assert_eq!((&approved["state"], &approved["reason"]), (&json!("published"), &json!("乡里只有一名管理员")));
    for branch in &server.fixture.branches {
        assert_eq!(titles(&server, "/contents?kind=document", &branch.members[1]).await.len(), 1);
    }
}

/// A draft is its author's; what was handed in does not change, what was sent back does.
#[tokio::test]
async fn only_drafts_change_and_only_by_their_author() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let draft = server.post("/contents", secretary, notice(branch.id.0, json!({}))).await.expect(201);
    let id = draft["id"].as_str().unwrap();
    let path = format!("/contents/{id}");
    let words = json!({ "kind": "study", "title": "新章程学习", "body": "第一章" });
    server.put(&path, &clerk, 1, words.clone()).await.refused("content.not_author");
    server.post(&format!("{path}/submit"), &clerk, Value::Null).await.refused("content.not_author");
    let edited = server.put(&path, secretary, 1, words.clone()).await.expect(200);
    assert_eq!((&edited["kind"], &edited["version"]), (&json!("study"), &json!(2)));
    server.put(&path, secretary, 1, words.clone()).await.refused("version.stale");
    server.post(&format!("{path}/submit"), secretary, Value::Null).await.expect(200);
    server.put(&path, secretary, 3, words.clone()).await.refused("content.wrong_state");
    server.post(&format!("{path}/return"), &clerk, json!({ "reason": "请补全第二章" })).await.expect(200);
    assert_eq!(told(&server, secretary, "content.returned").await, 1);
    assert_eq!(seen(&server, id, secretary).await.expect(200)["reason"], "请补全第二章");
    let more = json!({ "kind": "study", "title": "新章程学习", "body": "第一章\n第二章" });
    server.put(&path, secretary, 4, more).await.expect(200);
    server.post(&format!("{path}/submit"), secretary, Value::Null).await.expect(200);
    server.post(&format!("{path}/approve"), &clerk, json!({})).await.expect(200);
    server.put(&path, secretary, 8, words).await.refused("content.wrong_state");
}

/// Bad input, and organizations out of reach.
#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let secretary = &branch.members[0];
    for organization in [other.id.0, server.fixture.township.0, Uuid::now_v7()] {
        server.post("/contents", secretary, notice(organization, json!({}))).await.refused("organization.not_found");
    }
    for (more, pointer) in [
        (json!({ "kind": "poem" }), "/kind"),
        (json!({ "title": "长".repeat(101) }), "/title"),
        (json!({ "body": "长".repeat(20_001) }), "/body"),
        (json!({ "body": "藏\u{202e}字" }), "/body"),
        (json!({ "categories": ["nobody"] }), "/categories/0"),
        (json!({ "categories": ["ordinary", "ordinary"] }), "/categories"),
        (json!({ "inPublic": true, "awayOnly": true }), "/inPublic"),
        (json!({ "html": "<p>" }), "/html"),
    ] {
        let refused =
            server.post("/contents", secretary, notice(branch.id.0, more.clone())).await.refused("request.invalid");
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{more}");
    }
    let longest = notice(branch.id.0, json!({ "body": "长".repeat(20_000) }));
    let id = published(&server, secretary, longest).await;
    assert_eq!(
        seen(&server, &id, &branch.members[1]).await.expect(200)["body"].as_str().unwrap().chars().count(),
        20_000
    );
    let strange = notice(branch.id.0, json!({ "photoIds": [Uuid::now_v7()] }));
    server.post("/contents", secretary, strange).await.refused("file.not_found");
}
