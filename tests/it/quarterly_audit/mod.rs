//! The quarterly audit over HTTP: S2-4, S2-9, S2-10.

mod deciding;
mod gathering;
mod signing;

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use crate::dues;

/// The first branch's audit of the first quarter of 2024, opened by its secretary.
pub(super) async fn opened(server: &TestServer) -> String {
    let branch = &server.fixture.branches[0];
    let body = json!({ "organizationId": branch.id.0, "period": "2024-Q1" });
    let audit = server.post("/audits", &branch.members[0], body).await.expect(201);
    assert_eq!((&audit["state"], &audit["period"]), (&json!("open"), &json!("2024-Q1")));
    format!("/audits/{}", audit["id"].as_str().unwrap())
}

pub(super) async fn lines(server: &TestServer, audit: &str) -> Vec<Value> {
    let path = format!("{audit}/lines?limit=100");
    server.get(&path, &server.fixture.clerk).await.expect(200)["items"].as_array().unwrap().clone()
}

/// Proposes a deduction by hand; answers the line's id.
pub(super) async fn absence(server: &TestServer, audit: &str, by: &FixtureMember, about: &FixtureMember) -> String {
    let line = json!({ "memberId": about.id.0, "item": "absence", "on": "2024-03-01", "what": "三月份支部大会缺席" });
    let line = server.post(&format!("{audit}/lines"), by, line).await.expect(201);
    line["id"].as_str().unwrap().to_owned()
}

pub(super) fn decision(line: &str, decision: &str) -> Value {
    json!({ "decisions": [{ "lineId": line, "decision": decision, "reason": "支委会讨论决定" }] })
}

pub(super) fn meeting() -> Value {
    json!({ "meeting": "2024年4月2日支委会" })
}

/// Dues of March: who is named has not paid, and the due day has passed.
pub(super) async fn unpaid(server: &TestServer, places: &[usize]) {
    let secretary = server.fixture.branches[0].members[0].clone();
    let unpaid: Vec<_> = places.iter().map(|place| (*place, None)).collect();
    dues::recorded(server, &secretary, "2024-03", "2024-03-10", &unpaid).await.expect(200);
}
