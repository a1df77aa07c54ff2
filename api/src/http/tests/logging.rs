//! The log: one line a request, the cause of a failure once, nothing that is secret.

use std::io::Write;
use std::sync::{Arc, Mutex};

use actix_web::test::TestRequest;

use super::*;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("a log").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Sends requests and gives the log's lines.
async fn lines_of(requests: Vec<TestRequest>) -> Vec<Value> {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().json().with_writer(move || writer.clone()).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    for request in requests {
        send(&shell(), request).await;
    }
    drop(guard);
    let text = String::from_utf8(log.0.lock().expect("a log").clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

#[actix_web::test]
async fn a_request_is_one_line_without_its_secrets() {
    let secret = "13800138000";
    let request = TestRequest::post()
        .uri(&format!("/api/v1/tasks?code={secret}"))
        .insert_header(("Authorization", format!("Bearer {secret}")))
        .insert_header(("User-Agent", secret))
        .insert_header(KEY)
        .set_json(json!({ "title": secret, "points": secret }));
    let lines = lines_of(vec![request, TestRequest::with_uri(&format!("/nowhere/{secret}"))]).await;
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(!lines.iter().any(|line| line.to_string().contains(secret)), "{lines:?}");
    let fields = &lines[0]["fields"];
    assert_eq!(
        (&fields["route"], &fields["status"], &fields["method"]),
        (&json!("/api/v1/tasks"), &json!(422), &json!("POST"))
    );
    assert_eq!(lines[0]["span"]["request_id"], fields["request_id"]);
    assert_eq!(lines[1]["fields"]["route"], "unknown");
}

#[actix_web::test]
async fn a_failures_cause_is_logged_once_under_the_requests_id() {
    let lines = lines_of(vec![TestRequest::with_uri("/api/v1/fail/error")]).await;
    let causes: Vec<_> = lines.iter().filter(|line| line.to_string().contains("SELECT secret")).collect();
    assert_eq!(causes.len(), 1, "{lines:?}");
    assert_eq!(causes[0]["fields"]["code"], "server.internal");
    assert_eq!(causes[0]["fields"]["request_id"], lines.last().expect("a line")["fields"]["request_id"]);
}
