//! The address of message push: forged, replayed, doubled, malformed (wechat.md §9).

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_api::work::Job;
use xianfeng_demo::wechat::{PushHow, Pushed};
use xianfeng_infra::db::Tx;
use xianfeng_infra::pushes;
use xianfeng_tests::TestServer;

use super::step;

async fn count(server: &TestServer, name: &str, state: &str) -> u64 {
    server.app.database.read(async |tx: &Tx| pushes::count(tx, name, state).await).await.expect("counted")
}

fn event(second: i64) -> Value {
    json!({ "Event": "debug_demo", "CreateTime": second, "debug_str": "你好 <b>&amp;" })
}

#[tokio::test]
async fn the_console_checks_the_address() {
    let server = TestServer::start().await;
    let checked = server.wechat.check_push_address(false).await;
    assert_eq!(checked.status, 200);
    assert_eq!(checked.body.len(), 9, "what was to be echoed, exactly: {checked:?}");
    assert_eq!(server.wechat.check_push_address(true).await.status, 403);
}

#[tokio::test]
async fn events_are_taken_as_json_and_as_xml_and_unknown_ones_are_let_be() {
    let server = TestServer::start().await;
    assert!(server.wechat.push(event(1)).await.is_taken());
    assert!(server.wechat.push_as(event(2), PushHow { xml: true, ..PushHow::default() }).await.is_taken());
    assert_eq!(count(&server, "debug_demo", "waiting").await, 2);
    assert_eq!(step(&server, Job::HandlePushes).await, 2);
    assert_eq!(count(&server, "debug_demo", "ignored").await, 2);
    assert_eq!(step(&server, Job::HandlePushes).await, 0);
    server.clock.set(server.clock.now() + TimeDelta::days(31));
    assert_eq!(step(&server, Job::SweepPushes).await, 2);
}

#[tokio::test]
async fn what_is_forged_plain_or_for_others_is_refused_and_not_kept() {
    let server = TestServer::start().await;
    for how in [
        PushHow { wrong_signature: true, ..PushHow::default() },
        PushHow { wrong_app_id: true, ..PushHow::default() },
        PushHow { wrong_key: true, ..PushHow::default() },
        PushHow { plain: true, ..PushHow::default() },
        PushHow { plain: true, xml: true, ..PushHow::default() },
    ] {
        let Pushed { status, body } = server.wechat.push_as(event(1), how).await;
        assert_eq!(status, 403, "{how:?}: {body}");
        assert!(body.contains("wechat.push_refused"));
    }
    assert_eq!(count(&server, "debug_demo", "waiting").await, 0);
    let post = async |body: Vec<u8>| server.send(server.request(Method::POST, "/wechat/push", None).body(body)).await;
    post(Vec::new()).await.refused("wechat.push_refused");
    post(b"<!DOCTYPE x [<!ENTITY e \"e\">]><xml><Encrypt>&e;</Encrypt></xml>".to_vec())
        .await
        .refused("wechat.push_refused");
    post(vec![b'{'; 64 << 10]).await.refused("wechat.push_refused");
    post(vec![b'{'; (64 << 10) + 1]).await.refused("request.too_large");
}

/// WeChat sends again what it had no answer to: 50 at once have one effect.
#[tokio::test]
async fn fifty_doubled_messages_are_one() {
    let server = TestServer::start().await;
    assert!(server.wechat.push(event(1)).await.is_taken());
    let again = futures_util::future::join_all((0..25).map(|_| server.wechat.replay())).await;
    assert!(again.iter().all(Pushed::is_taken), "{again:?}");
    // Of another, all at once: nobody came first.
    let first = futures_util::future::join_all((0..50).map(|_| server.wechat.push(event(2)))).await;
    assert!(first.iter().all(Pushed::is_taken), "{first:?}");
    assert_eq!(count(&server, "debug_demo", "waiting").await, 2);
    futures_util::future::join_all((0..8).map(|_| step(&server, Job::HandlePushes))).await;
    assert_eq!(count(&server, "debug_demo", "ignored").await, 2);
}

#[tokio::test]
async fn without_keys_there_is_no_such_address() {
    let none = [("wechat.push_token", ""), ("wechat.push_aes_key", "")];
    let server = TestServer::start_with(1, 1, &none).await;
    for method in [Method::GET, Method::POST] {
        server.send(server.request(method, "/wechat/push", None)).await.refused("request.unknown_route");
    }
    assert_eq!(server.wechat.push(event(1)).await.status, 404);
}

#[tokio::test]
async fn the_stand_ins_hooks_push_over_http() {
    let server = TestServer::start().await;
    let hook = async |path: &str, body: Value| {
        let url = format!("{}/_standin/{path}", server.wechat.base_url());
        reqwest::Client::new().post(url).json(&body).send().await.expect("sent").json::<Value>().await.expect("JSON")
    };
    let taken = json!({ "status": 200, "body": "success" });
    assert_eq!(hook("push", json!({ "event": event(1), "how": { "xml": true } })).await, taken);
    assert_eq!(hook("replay", json!({})).await, taken);
    assert_eq!(hook("push", json!({ "event": event(1), "how": { "wrongAppId": true } })).await["status"], 403);
    assert_eq!(hook("check-address", json!({ "wrongSignature": true })).await["status"], 403);
    assert_eq!(hook("verdicts", json!({})).await, json!([]));
    hook("pictures", json!({ "mood": "late", "suggest": "risky", "label": 20002 })).await;
    hook("away", json!({ "openid": "o" })).await;
    let elsewhere = json!({ "url": "http://127.0.0.1:9/wechat/push", "token": "t", "aesKey": "A".repeat(43) });
    hook("push-target", elsewhere).await;
    assert_eq!(hook("push", json!({ "event": event(2) })).await["status"], 0);
    assert_eq!(count(&server, "debug_demo", "waiting").await, 1);
}
