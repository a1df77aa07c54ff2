//! The inbox over HTTP: every step that concerns somebody is told to them (issue 4, item 8).

mod life;
mod points;
mod reading;
mod reminders;
mod work;

use serde_json::Value;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

/// Somebody's messages, the newest first.
pub(super) async fn inbox(server: &TestServer, who: &FixtureMember) -> Vec<Value> {
    server.get("/me/inbox?limit=100", who).await.expect(200)["items"].as_array().unwrap().clone()
}

/// How many messages of a kind somebody has.
pub(super) async fn told(server: &TestServer, who: &FixtureMember, kind: &str) -> usize {
    inbox(server, who).await.iter().filter(|message| message["kind"] == kind).count()
}

/// Asserts that the newest messages of somebody are of these kinds and read so, the newest last.
pub(super) async fn assert_told(server: &TestServer, who: &FixtureMember, expected: &[(&str, &str)]) {
    let found = inbox(server, who).await;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut newest: Vec<_> =
        found.iter().take(expected.len()).map(|message| (text(&message["kind"]), text(&message["text"]))).collect();
    newest.reverse();
    let expected: Vec<_> = expected.iter().map(|(kind, words)| ((*kind).to_owned(), (*words).to_owned())).collect();
    assert_eq!(newest, expected);
    for (_, words) in newest {
        assert!(words.chars().count() <= 60, "{words}");
    }
}
