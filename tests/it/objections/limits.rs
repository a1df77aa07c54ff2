//! What strangers may send: how much, and what it may hold.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::TestServer;

use super::{against, id, in_public, listed, posted, published_answers, stranger, stranger_from, stranger_with};
use crate::suggestions::BEHIND_PROXY;

/// S2-9: forty at once from one address are eight, and nobody else is silenced: another address goes on, another branch
/// and the next day have places of their own. What an objection says stays as unnamed as it was.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_address_has_eight_a_day() {
    let server = TestServer::start_with(2, 4, &BEHIND_PROXY).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let body = against(&server, &notice, branch.id, &branch.members[1]).await;
    let tries = (0..40).map(|_| stranger_from(&server, "203.0.113.7", notice.edition, body.clone()));
    let answers = futures_util::future::join_all(tries).await;
    let (sent, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 201);
    assert_eq!(sent.len(), 8);
    for answer in refused {
        answer.refused("stranger.too_many_today");
    }
    let mut codes: Vec<String> = sent.iter().map(|answer| answer.json()["code"].to_string()).collect();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 8);
    let from = async |address: &str, body: &Value| stranger_from(&server, address, notice.edition, body.clone()).await;
    from("203.0.113.8", &body).await.expect(201);
    let elsewhere = against(&server, &notice, other.id, &other.members[1]).await;
    from("203.0.113.7", &elsewhere).await.expect(201);
    server.set_time("2024-04-03T01:00:00Z");
    from("203.0.113.7", &body).await.expect(201);
}

/// The address is counted as strictly as log-ins are, for sending and for guessing at codes.
#[tokio::test]
async fn strangers_are_counted_by_address() {
    let settings = [("rate_limits.auth_per_minute", "1"), ("rate_limits.auth_burst", "3")];
    let server = TestServer::start_with(1, 4, &settings).await;
    let edition = Uuid::now_v7();
    let body = json!({ "organizationId": Uuid::now_v7(), "row": 1, "text": "不对" });
    stranger(&server, edition, body.clone()).await.refused("edition.not_found");
    for code in ["23456-789AB", "nothing"] {
        in_public(&server, &format!("/objections/{code}")).await.refused("objection.not_found");
    }
    in_public(&server, "/objections/23456-789AC").await.refused("rate.limited");
    stranger(&server, edition, body).await.refused("rate.limited");
    in_public(&server, &format!("/editions/{edition}/objections")).await.refused("edition.not_found");
}

/// A repeated command answers the same receipt; the same key with other words is refused, and answers
/// nobody else's receipt.
#[tokio::test]
async fn keys_of_strangers_do_not_answer_each_other() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let body = against(&server, &notice, branch.id, &branch.members[1]).await;
    let key = "one-key-of-a-phone-01";
    let first = stranger_with(&server, notice.edition, key, body.clone()).await.expect(201);
    assert_eq!(stranger_with(&server, notice.edition, key, body.clone()).await.expect(201), first);
    let mut others = body;
    others["text"] = json!("另一件事");
    let refused = stranger_with(&server, notice.edition, key, others).await.refused("idempotency.key_reused");
    assert!(!refused.to_string().contains(first["code"].as_str().unwrap()));
    assert_eq!(listed(&server, &branch.members[0], "held").await.len(), 1);
}

#[tokio::test]
async fn hostile_texts_are_refused_or_stay_inside() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let good = against(&server, &notice, branch.id, &branch.members[1]).await;
    let with = |more: Value| {
        let mut body = good.clone();
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    for (more, pointer) in [
        (json!({ "text": " " }), "/text"),
        (json!({ "text": "扫".repeat(1001) }), "/text"),
        (json!({ "text": "扫\u{202e}街" }), "/text"),
        (json!({ "text": "扫\u{0}街" }), "/text"),
        (json!({ "name": "名".repeat(31) }), "/name"),
        (json!({ "name": "\u{1b}[2J" }), "/name"),
        (json!({ "contact": "12345" }), "/contact"),
        (json!({ "entryId": Uuid::now_v7() }), "/entryId"),
        (json!({ "state": "admitted" }), "/state"),
        (json!({ "row": -1 }), "/row"),
    ] {
        let refused = stranger(&server, notice.edition, with(more.clone())).await.refused("request.invalid");
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{more}");
    }
    // As long as it may be, and full of what other programs would run.
    let text = format!("<script>alert(1)</script>'; DROP TABLE objections; --{}", "😀".repeat(900));
    let hostile = with(json!({ "text": text, "name": "名".repeat(30), "contact": "199 1234 0001" }));
    stranger(&server, notice.edition, hostile).await.expect(201);
    let held = listed(&server, secretary, "held").await;
    assert_eq!(held[0]["text"], json!(text));
    let path = format!("/objections/{}", id(&held[0]));
    server.post(&format!("{path}/admit"), secretary, Value::Null).await.expect(200);
    let verdict = json!({ "outcome": "refused", "answer": "登记无误。\u{202e}", "reason": "有照片" });
    let refused = server.post(&format!("{path}/decide"), secretary, verdict).await.refused("request.invalid");
    assert_eq!(refused["errors"][0]["pointer"], "/answer");
    let verdict = json!({ "outcome": "refused", "answer": "登记无误。", "reason": "有照片" });
    server.post(&format!("{path}/decide"), secretary, verdict).await.expect(200);
    let answers = published_answers(&server, notice.edition).await;
    assert!(!json!(answers).to_string().contains("script"), "{answers:?}");
}
