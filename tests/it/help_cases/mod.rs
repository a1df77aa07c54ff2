//! Help cases (整改/帮教): S0-11, S0-12, S1-7, S2-5, S2-11, S4-11.

mod batches;
mod deadlines;
mod follow;
mod life;
mod privacy;
mod races;
mod recusal;
mod special;
mod veto;

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureBranch, FixtureMember};

use crate::leaderboards::book::{adopt, grant_base};
use crate::leaderboards::scene::entry;

const CONSEQUENCES: &str = r#"
[[grades]]
code = "good"
name = "良好"
from_points = "65"

[[grades]]
code = "low"
name = "靠后"

[[consequences]]
code = "two_low_quarters"
name = "连续两个季度靠后"
per = "quarter"
in_a_row = 2
steps = ["取消年度考核评优资格", "组织委员约谈", "支委结对帮扶", "限期整改"]
deadline_days = 90
trigger = { grade = "low" }
"#;

/// A township in which the last `low` members of the first branch are low in both first quarters, on the
/// second day of the third.
pub(crate) async fn township(branches: usize, low: usize) -> (TestServer, Vec<FixtureBranch>) {
    let server = TestServer::start_with(branches, 6, &[]).await;
    adopt(&server, 2, "2024-01-01", CONSEQUENCES).await;
    let all = server.fixture.branches.clone();
    for (time, day) in [("2024-03-01T01:00:00Z", "2024-02-10"), ("2024-04-02T01:00:00Z", "2024-04-01")] {
        server.set_time(time);
        grant_base(&server).await;
        for (place, branch) in all.iter().enumerate() {
            let good = if place == 0 { branch.members.len() - low } else { branch.members.len() };
            for member in &branch.members[..good] {
                entry(&server, branch, member, 1000, day, None).await;
            }
        }
    }
    server.set_time("2024-07-02T01:00:00Z");
    grant_base(&server).await;
    (server, all)
}

/// Gathers for the first branch as its secretary; answers how many were added and known.
async fn gathered(server: &TestServer) -> (u64, u64) {
    let branch = &server.fixture.branches[0];
    let body = json!({ "organizationId": branch.id.0, "period": "2024-Q2" });
    let out = server.post("/help-cases/proposals", &branch.members[0], body).await.expect(201);
    (out["added"].as_u64().unwrap(), out["known"].as_u64().unwrap())
}

/// The case of a member, as the township's clerk sees the list.
async fn case_of(server: &TestServer, member: &FixtureMember) -> String {
    let all = server.get("/help-cases?limit=100", &server.fixture.clerk).await.expect(200);
    let own = all["items"].as_array().unwrap().iter().find(|case| case["memberId"] == json!(member.id.0));
    own.unwrap_or_else(|| panic!("{all}"))["id"].as_str().unwrap().to_owned()
}

/// A proposal about a member, gathered and confirmed by the clerk.
pub(crate) async fn confirmed(server: &TestServer, member: &FixtureMember, helper: Option<&FixtureMember>) -> String {
    gathered(server).await;
    let case = case_of(server, member).await;
    let helper = helper.map(|helper| json!({ "memberId": helper.id.0 }));
    let body = json!({ "reason": "支委会研究决定", "helper": helper });
    server.post(&format!("/help-cases/{case}/confirm"), &server.fixture.clerk, body).await.expect(200);
    case
}

/// Does something with a case.
async fn does(server: &TestServer, case: &str, what: &str, by: &FixtureMember, body: Value) -> xianfeng_tests::Answer {
    server.post(&format!("/help-cases/{case}/{what}"), by, body).await
}

/// A case as somebody sees it.
async fn seen(server: &TestServer, case: &str, by: &FixtureMember) -> Value {
    server.get(&format!("/help-cases/{case}"), by).await.expect(200)
}

/// The kinds of the steps of a case.
fn kinds(case: &Value) -> Vec<&str> {
    case["steps"].as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap()).collect()
}
