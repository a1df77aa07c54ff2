//! Pledges, appraisals by four voices and the return for them over HTTP: S2-5, S2-6, S2-11, S4-10.

mod pledges;
mod races;
mod rounds;
mod secrecy;

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

/// Prepares a round of branch A for 2024 by its secretary; answers its path.
pub(crate) async fn round(server: &TestServer, kind: &str, more: Value) -> String {
    let branch = server.fixture.branches[0].clone();
    let mut new = json!({ "organizationId": branch.id.0, "year": "2024", "kind": kind });
    new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let round = server.post("/appraisals", &branch.members[0], new).await.expect(201);
    assert_eq!(round["state"], "draft");
    format!("/appraisals/{}", round["id"].as_str().unwrap())
}

/// One step of a round by its secretary.
pub(crate) async fn step(server: &TestServer, round: &str, step: &str, body: Value) -> Value {
    let secretary = server.fixture.branches[0].members[0].clone();
    server.post(&format!("{round}/{step}"), &secretary, body).await.expect(200)
}

/// Ratings of some members.
pub(crate) fn ratings(voice: &str, given: &[(&FixtureMember, &str)]) -> Value {
    let ratings: Vec<Value> =
        given.iter().map(|(member, grade)| json!({ "memberId": member.id.0, "grade": grade })).collect();
    json!({ "voice": voice, "ratings": ratings })
}

/// The line of a member in a round, as somebody sees it.
pub(crate) async fn line(server: &TestServer, round: &str, by: &FixtureMember, of: &FixtureMember) -> Value {
    let page = server.get(&format!("{round}/members?limit=100"), by).await.expect(200);
    let found = page["items"].as_array().unwrap().iter().find(|item| item["memberId"] == json!(of.id.0));
    found.cloned().unwrap_or(Value::Null)
}

/// The kinds of the messages in somebody's inbox about the year's end, the oldest first.
pub(crate) async fn told(server: &TestServer, member: &FixtureMember) -> Vec<String> {
    let inbox = server.get("/me/inbox?limit=100", member).await.expect(200);
    let kinds = inbox["items"].as_array().unwrap().iter().map(|message| message["kind"].as_str().unwrap().to_owned());
    let mut kinds: Vec<String> =
        kinds.filter(|kind| kind.starts_with("appraisal.") || kind.starts_with("proposal.")).collect();
    kinds.reverse();
    kinds
}

pub(crate) fn signature() -> Value {
    json!({ "meeting": "2024年12月21日支部党员大会", "reason": "评议程序完整" })
}
