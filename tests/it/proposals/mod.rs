//! Proposed lists over HTTP: S0-10, S0-16, S1-5, S2-5, S2-11; the machine proposes, people decide
//! (invariant 12).

mod editions;
mod honours;
mod lists;

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureBranch, FixtureMember};

/// Proposes a list of an organization for 2024; answers its path.
pub(crate) async fn proposed(server: &TestServer, by: &FixtureMember, kind: &str, organization: Uuid) -> String {
    let new = json!({ "kind": kind, "year": "2024", "organizationId": organization, "places": 2 });
    let list = server.post("/proposals", by, new).await.expect(201);
    assert_eq!(list["state"], "draft");
    format!("/proposals/{}", list["id"].as_str().unwrap())
}

/// The lines of a list, as somebody sees them.
pub(crate) async fn lines(server: &TestServer, list: &str, by: &FixtureMember) -> Vec<Value> {
    let page = server.get(&format!("{list}/lines?limit=100"), by).await.expect(200);
    page["items"].as_array().unwrap().clone()
}

pub(crate) fn names(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["name"].as_str().unwrap()).collect()
}

pub(crate) fn signature() -> Value {
    json!({ "meeting": "2025年1月12日乡党委会", "reason": "按积分和民主评议结果" })
}

pub(crate) fn change(what: &str, member: &FixtureMember) -> Value {
    json!({ "change": what, "memberId": member.id.0, "reason": "支部大会讨论" })
}

/// Points for the members of a branch, in order.
pub(crate) async fn points(server: &TestServer, branch: &FixtureBranch, hundredths: &[i64]) {
    for (member, hundredths) in branch.members.iter().zip(hundredths) {
        crate::leaderboards::scene::entry(server, branch, member, *hundredths, "2024-02-10", None).await;
    }
}
