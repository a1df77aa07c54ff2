//! Sessions: a short access token, a rotating refresh token, reuse ends the family.

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;
use xianfeng_tests::{Answer, TestServer};

pub(super) async fn log_in(server: &TestServer, code: &str) -> Answer {
    let request = server.request(Method::POST, "/api/v1/auth/wechat/login", None);
    server.send(request.json(&json!({ "code": code }))).await
}

async fn refresh(server: &TestServer, token: &Value) -> Answer {
    let request = server.request(Method::POST, "/api/v1/auth/refresh", None);
    server.send(request.json(&json!({ "refreshToken": token }))).await
}

/// GET with an access token; `auth.not_bound` says that the token was accepted.
async fn is_accepted(server: &TestServer, access: &Value) -> bool {
    let request = server.request(Method::GET, "/api/v1/tasks", None).bearer_auth(access.as_str().unwrap());
    let answer = server.send(request).await;
    answer.json()["code"] == "auth.not_bound"
}

#[tokio::test]
async fn a_user_of_wechat_gets_an_account_and_keeps_it() {
    let server = TestServer::start().await;
    let first = log_in(&server, &server.wechat.mint_login_code("somebody")).await.expect(200);
    assert_eq!(first["bound"], false);
    assert!(is_accepted(&server, &first["accessToken"]).await);
    log_in(&server, &server.wechat.mint_login_code("somebody")).await.expect(200);
    let count = async |tx: &xianfeng_infra::db::Tx| {
        let open_id = server.wechat.open_id("somebody");
        xianfeng_infra::accounts::by_wechat(tx, xianfeng_tests::APP_ID, &open_id).await
    };
    assert!(server.app.database.read(count).await.unwrap().is_some());
}

/// Pitfall 34: a code used twice.
#[tokio::test]
async fn a_spent_code_asks_for_a_new_log_in() {
    let server = TestServer::start().await;
    let code = server.wechat.mint_login_code("somebody");
    log_in(&server, &code).await.expect(200);
    log_in(&server, &code).await.refused("wechat.code_invalid");
    log_in(&server, "never-minted").await.refused("wechat.code_invalid");
    log_in(&server, "").await.refused("request.invalid");
}

#[tokio::test]
async fn two_taps_at_once_are_one_call_to_wechat_and_one_account() {
    let server = TestServer::start().await;
    let code = server.wechat.mint_login_code("somebody");
    let answers = futures_util::future::join_all((0..8).map(|_| log_in(&server, &code))).await;
    assert!(answers.iter().any(|answer| answer.status == 200));
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.refused("wechat.code_invalid");
    }
}

#[tokio::test]
async fn wechats_faults_become_codes_of_their_own() {
    let server = TestServer::start().await;
    log_in(&server, "risk").await.refused("wechat.blocked");
    let limited = log_in(&server, "freq").await;
    limited.refused("rate.limited");
    assert!(limited.headers.contains_key("retry-after"));
    log_in(&server, "garbage").await.refused("wechat.unavailable");
}

#[tokio::test]
async fn refresh_tokens_rotate_and_a_lost_reply_can_be_had_again() {
    let server = TestServer::start().await;
    let first = log_in(&server, &server.wechat.mint_login_code("somebody")).await.expect(200);
    let second = refresh(&server, &first["refreshToken"]).await.expect(200);
    assert_ne!(second["refreshToken"], first["refreshToken"]);
    // The reply was lost: the same next token, for 60 seconds, while it is unused.
    server.set_time("2024-03-01T01:00:59Z");
    let again = refresh(&server, &first["refreshToken"]).await.expect(200);
    assert_eq!(again["refreshToken"], second["refreshToken"]);
    refresh(&server, &second["refreshToken"]).await.expect(200);
    // Now somebody comes with the first one again: the whole family ends.
    refresh(&server, &first["refreshToken"]).await.refused("auth.session_revoked");
    refresh(&server, &second["refreshToken"]).await.refused("auth.session_revoked");
}

#[tokio::test]
async fn reuse_after_a_minute_ends_the_family_at_once() {
    let server = TestServer::start().await;
    let first = log_in(&server, &server.wechat.mint_login_code("somebody")).await.expect(200);
    let second = refresh(&server, &first["refreshToken"]).await.expect(200);
    server.set_time("2024-03-01T01:01:01Z");
    refresh(&server, &first["refreshToken"]).await.refused("auth.session_revoked");
    refresh(&server, &second["refreshToken"]).await.refused("auth.session_revoked");
}

/// Somebody else may have the token: who oversees the place reads that it came back.
#[tokio::test]
async fn reuse_is_in_the_audit_log() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let unbind = async |tx: &Tx| accounts::unbind(tx, member.person).await;
    server.app.database.transact("test", unbind).await.unwrap();
    let first = log_in(&server, &server.wechat.mint_login_code("somebody")).await.expect(200);
    let access = first["accessToken"].as_str().unwrap();
    crate::access::bind_by_phone(&server, "somebody", access, "19900000002").await.expect(200);
    refresh(&server, &first["refreshToken"]).await.expect(200);
    server.set_time("2024-03-01T01:01:01Z");
    refresh(&server, &first["refreshToken"]).await.refused("auth.session_revoked");
    refresh(&server, &first["refreshToken"]).await.refused("auth.session_revoked");
    let log = server.get("/audit", &server.fixture.clerk.clone()).await.expect(200);
    let lines: Vec<_> = log["items"].as_array().unwrap().iter().filter(|line| line["action"] == "auth.reuse").collect();
    assert_eq!(lines.len(), 1, "once, when the family ended");
    assert_eq!(lines[0]["personName"], member.name.as_str());
}

#[tokio::test]
async fn many_refreshes_at_once_give_one_next_token() {
    let server = TestServer::start().await;
    let first = log_in(&server, &server.wechat.mint_login_code("somebody")).await.expect(200);
    let tries = (0..12).map(|_| refresh(&server, &first["refreshToken"]));
    let answers = futures_util::future::join_all(tries).await;
    let next: std::collections::BTreeSet<_> =
        answers.iter().map(|answer| answer.expect(200)["refreshToken"].to_string()).collect();
    assert_eq!(next.len(), 1);
}

#[tokio::test]
async fn expired_and_made_up_refresh_tokens_are_refused() {
    let server = TestServer::start().await;
    let first = log_in(&server, &server.wechat.mint_login_code("somebody")).await.expect(200);
    refresh(&server, &json!("0190aaaa")).await.refused("auth.refresh_invalid");
    server.set_time("2024-05-01T00:00:00Z");
    refresh(&server, &first["refreshToken"]).await.refused("auth.refresh_invalid");
}

#[tokio::test]
async fn logging_out_ends_the_session_and_only_ones_own() {
    let server = TestServer::start().await;
    let own = log_in(&server, &server.wechat.mint_login_code("somebody")).await.expect(200);
    let other = log_in(&server, &server.wechat.mint_login_code("another")).await.expect(200);
    for token in [&own["refreshToken"], &other["refreshToken"]] {
        let request = server.request(Method::POST, "/api/v1/auth/logout", None);
        let request = request.bearer_auth(own["accessToken"].as_str().unwrap());
        server.send(request.json(&json!({ "refreshToken": token }))).await.expect(200);
    }
    refresh(&server, &own["refreshToken"]).await.refused("auth.session_revoked");
    refresh(&server, &other["refreshToken"]).await.expect(200);
}
