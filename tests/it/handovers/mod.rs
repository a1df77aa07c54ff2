//! A secretary's hand-over (issue 5, item 12; S0-1): open work, roles and rights pass in one signed act.

mod duties;
mod life;
mod races;
mod who;

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

/// The hand-over of the first branch from its secretary to its second member, as it is sent.
fn handover(server: &TestServer) -> Value {
    let branch = &server.fixture.branches[0];
    json!({
        "organizationId": branch.id.0, "role": "branch_admin", "outgoingId": branch.members[0].person.0,
        "incomingId": branch.members[1].person.0, "note": "换届"
    })
}

/// Opened by the outgoing secretary; answers its path.
async fn opened(server: &TestServer) -> String {
    let secretary = &server.fixture.branches[0].members[0];
    let out = server.post("/handovers", secretary, handover(server)).await.expect(201);
    format!("/handovers/{}", out["id"].as_str().unwrap())
}

/// Signs, without a reason.
async fn signed(server: &TestServer, path: &str, by: &FixtureMember) -> Value {
    server.post(&format!("{path}/sign"), by, json!({})).await.expect(200)
}

/// How much of a kind of open work a hand-over names.
fn count(out: &Value, what: &str) -> u64 {
    let lines = out["work"].as_array().unwrap();
    lines.iter().find(|line| line["what"] == what).unwrap_or_else(|| panic!("{out}"))["count"].as_u64().unwrap()
}

/// May somebody do what only the secretary of the first branch does?
async fn leads(server: &TestServer, who: &FixtureMember) -> bool {
    let branch = server.fixture.branches[0].id.0;
    server.get(&format!("/members?organizationId={branch}"), who).await.status == 200
}
