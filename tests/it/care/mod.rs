//! The care-and-help register, who looks after whom, and the fund: S4-8, S4-9, S4-12.

mod follow;
mod fund;
mod pairing;
mod privacy;
mod register;

use serde_json::{Value, json};
use xianfeng_api::work::Job;
use xianfeng_domain::access::Role;
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureMember, Plan};

/// What no page and no table may show.
pub(crate) const GROUND: &str = "胃癌晚期住院";

/// What is given.
pub(crate) const GIVEN: &str = "每季度补助药费";

/// A township whose first branch has, after its secretary, an older member, one of the same age, and a younger one.
pub(crate) async fn township() -> TestServer {
    let mut plan = Plan::small(2, 8);
    for branch in &mut plan.branches {
        for (place, year) in [(1, 1940), (2, 1940), (3, 1990), (4, 1991), (5, 1930)] {
            branch.members[place].birth = (year, 5);
        }
    }
    TestServer::start_plan(&plan, &[]).await
}

/// An entry of one of the three lists.
pub(crate) fn entry(kind: &str, member: &FixtureMember) -> Value {
    json!({ "kind": kind, "memberId": member.id.0, "ground": GROUND, "given": GIVEN, "from": "2024-02-01",
        "meeting": "2024年1月支委会", "decidedOn": "2024-01-30" })
}

/// A pairing.
pub(crate) fn pairing(member: &FixtureMember, helper: &FixtureMember) -> Value {
    json!({ "kind": "pairing", "memberId": member.id.0, "helperId": helper.id.0, "task": "每月上门看一次",
        "from": "2024-02-01", "meeting": "2024年1月支委会", "decidedOn": "2024-01-30" })
}

/// Puts an entry on record; answers its path.
pub(crate) async fn entered(server: &TestServer, by: &FixtureMember, body: Value) -> String {
    let entry = server.post("/care", by, body).await.expect(201);
    format!("/care/{}", entry["id"].as_str().unwrap())
}

/// An entry as its committee sees it.
pub(crate) async fn read(server: &TestServer, path: &str, by: &FixtureMember) -> Value {
    server.get(path, by).await.expect(200)
}

/// The kinds of an entry's steps, the newest first.
pub(crate) fn steps(entry: &Value) -> Vec<String> {
    let steps = entry["steps"].as_array().unwrap().iter();
    steps.map(|step| step["kind"].as_str().unwrap().to_owned()).collect()
}

/// Two hundred yuan of dues are paid, a tenth of them goes into the fund.
pub(crate) async fn funded(server: &TestServer) {
    let (fixture, branch) = (&server.fixture, &server.fixture.branches[0]);
    let entries: Vec<Value> = branch.members[..4]
        .iter()
        .map(|member| json!({ "memberId": member.id.0, "paidOn": "2024-02-20", "amountFen": 5_000 }))
        .collect();
    let body = json!({ "organizationId": branch.id.0, "period": "2024-02", "dueBy": "2024-02-25", "entries": entries });
    server.put("/dues", &fixture.clerk, 1, body).await.expect(200);
    let fund = format!("/care-fund/{}", fixture.township.0);
    let share =
        json!({ "percentHundredths": 1_000, "fromYear": 2024, "meeting": "乡党委会", "decidedOn": "2024-01-10" });
    server.post(&format!("{fund}/shares"), &fixture.clerk, share).await.expect(201);
    let drawn = server.post(&format!("{fund}/inflows"), &fixture.clerk, json!({ "year": 2024 })).await.expect(201);
    assert_eq!(drawn["balanceFen"], 2_000, "{drawn}");
}

/// Gives somebody a role at the township.
pub(crate) async fn appointed(server: &TestServer, member: &FixtureMember, role: Role) {
    let township = server.fixture.township;
    let grant = async |tx: &Tx| accounts::grant_role(tx, member.person, role, township, None, server.clock.now()).await;
    server.app.database.transact("grant", grant).await.unwrap();
}

/// The reminders of the moment are told.
pub(crate) async fn remind(server: &TestServer) {
    let step = async || Job::Remind.step(&server.app, server.clock.now()).await.expect("a step");
    futures_util::join!(step(), step());
    assert_eq!(step().await, 0, "everything was told");
}
