//! Access tokens that are not ours.

use reqwest::Method;
use xianfeng_tests::TestServer;

async fn refused(server: &TestServer, authorization: &str, code: &str) {
    let request = server.request(Method::GET, "/api/v1/tasks", None).header("Authorization", authorization);
    let answer = server.send(request).await;
    answer.refused(code);
    assert_eq!(answer.status, 401);
}

#[tokio::test]
async fn forged_and_expired_tokens_are_refused() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let token = server.token(&member);
    let parts: Vec<&str> = token.split('.').collect();
    // {"alg":"none","typ":"JWT"}
    let unsigned = format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{}.", parts[1]);
    let mut flipped = token.clone().into_bytes();
    let last = flipped.len() - 2;
    flipped[last] = if flipped[last] == b'A' { b'B' } else { b'A' };
    let flipped = String::from_utf8(flipped).unwrap();
    for forged in [unsigned.as_str(), flipped.as_str(), "", "x", "a.b.c", &"x".repeat(9000)] {
        let request = server.request(Method::GET, "/api/v1/tasks", None).bearer_auth(forged);
        let answer = server.send(request).await;
        assert!([400, 401, 431].contains(&answer.status.as_u16()), "{forged:.20}: {}", answer.status);
    }
    refused(&server, &format!("Bearer {unsigned}"), "auth.token_invalid").await;
    refused(&server, &format!("Bearer {flipped}"), "auth.token_invalid").await;
    refused(&server, &format!("Basic {token}"), "auth.required").await;
    server.set_time("2024-03-01T01:14:59Z");
    let good = server.request(Method::GET, "/api/v1/tasks", None).bearer_auth(&token);
    server.send(good).await.expect(200);
    server.set_time("2024-03-01T01:15:00Z");
    refused(&server, &format!("Bearer {token}"), "auth.token_expired").await;
}

#[tokio::test]
async fn a_token_of_an_account_that_is_gone_is_refused() {
    let server = TestServer::start().await;
    let nobody = xianfeng_domain::ids::AccountId(uuid::Uuid::now_v7());
    let token = server.app.tokens.issue(nobody, server.clock.now()).unwrap();
    refused(&server, &format!("Bearer {token}"), "auth.token_invalid").await;
}
