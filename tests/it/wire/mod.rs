//! What clients read, one answer a kind, word for word: a changed field, figure or sentence shows
//! here before it breaks the mini-program. Ids, tokens and versions are redacted.
//!
//! After a wanted change: `INSTA_UPDATE=always cargo test -p xianfeng-tests --test it wire::`, then
//! read the difference. On both storages the answers are the same.

mod lists;
mod main_job;

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureBranch;

use crate::leaderboards::scene::credited;

/// Keeps an answer under a name.
macro_rules! snapshot {
    ($name:literal, $answer:expr) => {{
        let answer = crate::wire::redacted($answer);
        insta::assert_json_snapshot!($name, answer);
    }};
}
use snapshot;

/// An answer without what differs from run to run: ids keep their names (`[id 1]` is the same
/// wherever it stands in one answer), so that what belongs together shows.
fn redacted(mut answer: Value) -> Value {
    let mut known = Vec::new();
    replace(&mut answer, &mut known);
    answer
}

fn replace(value: &mut Value, known: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            // By itself, or at the end of an address.
            let start = text.rfind('/').map_or(0, |slash| slash + 1);
            let id = text[start..].to_owned();
            if uuid::Uuid::try_parse(&id).is_err() {
                return;
            }
            let at = known.iter().position(|other| *other == id).unwrap_or_else(|| {
                known.push(id);
                known.len() - 1
            });
            text.replace_range(start.., &format!("[id {}]", at + 1));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, known)),
        Value::Object(fields) => {
            for (name, field) in fields {
                // A digest of the page and its ids, unlike the small number that If-Match takes.
                if name == "version" && field.as_i64().is_some_and(|version| version.unsigned_abs() > 1_000_000) {
                    *field = json!("[digest]");
                }
                replace(field, known);
            }
        }
        _ => {}
    }
}

/// A branch in its second month: deeds of three members in February and March, one taken back.
async fn world() -> (TestServer, FixtureBranch) {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    server.set_time("2024-02-05T01:00:00Z");
    credited(&server, &branch, &branch.members[2], "2024-02-05", json!({ "title": "二月巡山" })).await;
    server.set_time("2024-03-05T09:30:00Z");
    let more = json!({ "title": "三月巡山" });
    credited(&server, &branch, &branch.members[1], "2024-03-05", more.clone()).await;
    let service = json!({ "title": "照看孤寡老人", "item": "volunteer_service", "points": 2.5 });
    credited(&server, &branch, &branch.members[1], "2024-03-05", service).await;
    let (_, _, entry) = credited(&server, &branch, &branch.members[3], "2024-03-05", more).await;
    let clerk = server.fixture.clerk.clone();
    let reason = json!({ "reason": "照片与实际不符" });
    server.post(&format!("/ledger/{entry}/reversal"), &clerk, reason).await.expect(201);
    let approval = json!({ "approved": true, "reason": "乡党委会议" });
    let path = format!("/organizations/{}/publication", server.fixture.township);
    server.post(&path, &clerk, approval).await.expect(200);
    (server, branch)
}

/// GET by nobody.
async fn public(server: &TestServer, path: &str) -> Value {
    server.send(server.request(Method::GET, &format!("/api/v1{path}"), None)).await.expect(200)
}
