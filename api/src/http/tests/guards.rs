//! Guards: headers, limits, CORS, probes, metrics.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

use actix_web::test::TestRequest;

use super::super::health::ReadyCheck;
use super::super::middleware::cors::AllowedOrigins;
use super::super::middleware::rate::{Rate, RateLimits, RateSettings};
use super::*;

fn list() -> TestRequest {
    TestRequest::with_uri("/api/v1/tasks")
}

#[actix_web::test]
async fn every_answer_is_guarded_and_kept_by_nobody() {
    let answer = send(&shell(), list().insert_header(("X-Request-Id", "forged"))).await;
    assert_eq!(answer.status, 200);
    assert!(Uuid::parse_str(answer.header("x-request-id")).is_ok(), "none is accepted from outside");
    assert_eq!(answer.header("x-frame-options"), "DENY");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
    assert_eq!(answer.header("access-control-allow-origin"), "", "CORS is off");
}

#[actix_web::test]
async fn long_answers_are_compressed_on_request() {
    for (asked, given) in [("gzip", "gzip"), ("br", "br"), ("identity", "")] {
        let answer = send(&shell(), list().insert_header(("Accept-Encoding", asked))).await;
        assert_eq!(answer.header("content-encoding"), given);
    }
}

#[actix_web::test]
async fn only_allowed_origins_may_read() {
    let origins = AllowedOrigins(vec!["https://town.example".to_owned()]);
    let shell = Shell::new(ShellSettings { origins, ..Default::default() }, routes);
    let from = |origin: &'static str, request: TestRequest| request.insert_header(("Origin", origin));
    let answer = send(&shell, from("https://town.example", list())).await;
    assert_eq!(answer.header("access-control-allow-origin"), "https://town.example");
    let answer = send(&shell, from("https://evil.example", list())).await;
    assert_eq!(answer.header("access-control-allow-origin"), "");
    let preflight = TestRequest::with_uri("/api/v1/tasks")
        .method(actix_web::http::Method::OPTIONS)
        .insert_header(("Access-Control-Request-Method", "POST"));
    let answer = send(&shell, from("https://town.example", preflight)).await;
    assert_eq!(answer.status, 204);
    assert!(answer.header("access-control-allow-headers").contains("Idempotency-Key"));
}

/// A limit of `burst` at once and one a minute: no test lasts long enough for a second.
fn rate(burst: u32) -> Rate {
    Rate { per_minute: NonZeroU32::MIN, burst: NonZeroU32::new(burst).expect("above zero") }
}

fn limited() -> Shell {
    let settings = RateSettings { account: rate(2), address: rate(3), auth: rate(1) };
    let account_of = Arc::new(|request: &actix_web::dev::ServiceRequest| {
        request.headers().get("x-account").and_then(|id| Uuid::parse_str(id.to_str().ok()?).ok())
    });
    shell().rate_limits(RateLimits::new(&settings, account_of))
}

#[actix_web::test]
async fn a_village_behind_one_address_is_counted_by_account() {
    let shell = limited();
    let peer: SocketAddr = "203.0.113.9:4000".parse().expect("an address");
    for account in 1..=9u128 {
        for _ in 0..2 {
            let id = Uuid::from_u128(account).to_string();
            let answer = send(&shell, list().peer_addr(peer).insert_header(("x-account", id))).await;
            assert_eq!(answer.status, 200, "account {account}");
        }
    }
    let id = Uuid::from_u128(1).to_string();
    let answer = send(&shell, list().peer_addr(peer).insert_header(("x-account", id))).await;
    let body = answer.assert_problem(Code::RateLimited);
    let wait: u64 = answer.header("retry-after").parse().expect("seconds");
    assert!((1..=60).contains(&wait), "{wait}");
    assert_eq!(body["retryAfter"], wait);
}

#[actix_web::test]
async fn without_an_account_the_address_is_counted_and_log_in_more_strictly() {
    let shell = limited();
    let from = |peer: &str| list().peer_addr(peer.parse().expect("an address"));
    for _ in 0..3 {
        assert_eq!(send(&shell, from("[2001:db8::1]:1")).await.status, 200);
    }
    send(&shell, from("[2001:db8::2]:1")).await.assert_problem(Code::RateLimited);
    assert_eq!(send(&shell, from("[2001:db8:0:1::1]:1")).await.status, 200, "another /64");
    let login = || TestRequest::post().uri("/api/v1/auth/login");
    assert_eq!(send(&shell, login()).await.status, 200);
    send(&shell, login()).await.assert_problem(Code::RateLimited);
}

#[actix_web::test]
async fn readiness_names_what_is_missing() {
    let ready = shell().ready_check(ReadyCheck::new("database", || async { Ok(()) }));
    assert_eq!(send(&ready, TestRequest::with_uri("/readyz")).await.json(), json!({ "status": "ready" }));
    let broken =
        ready.ready_check(ReadyCheck::new("redis", || async { Err("redis://:secret@10.0.0.1 refused".into()) }));
    let answer = send(&broken, TestRequest::with_uri("/readyz")).await;
    assert_eq!(answer.status, 503);
    assert_eq!(answer.json(), json!({ "status": "unavailable", "missing": ["redis"] }));
    assert_eq!(send(&broken, TestRequest::with_uri("/healthz")).await.json(), json!({ "status": "ok" }));
}

#[actix_web::test]
async fn metrics_are_for_the_operator_and_name_templates_only() {
    let recorder = super::super::metrics::recorder().expect("a recorder");
    let shell = shell().metrics(recorder.handle());
    let _guard = metrics::set_default_local_recorder(&recorder);
    let id = Uuid::from_u128(0xabc);
    send(&shell, TestRequest::with_uri(&format!("/api/v1/tasks/{id}?code=secret"))).await;
    let text = send(&shell, TestRequest::with_uri("/metrics")).await.body;
    let text = String::from_utf8(text).expect("UTF-8");
    assert!(text.contains(r#"route="/api/v1/tasks/{id}""#) && text.contains(r#"status="404""#), "{text}");
    assert!(!text.contains("secret") && !text.contains(&id.to_string()), "{text}");
    let stranger = TestRequest::with_uri("/metrics").peer_addr("203.0.113.9:1".parse().expect("an address"));
    send(&shell, stranger).await.assert_problem(Code::RequestUnknownRoute);
}
