//! Settlement (结算): S0-9, S4-4 and what was issued too much.

mod faults;
mod objected;
mod over_issue;
mod run;

use serde_json::{Value, json};
use xianfeng_api::auth::Act;
use xianfeng_api::settlements::sign;
use xianfeng_api::verify::{Scope, verify};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::SettlementId;
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{BranchPlan, FixtureMember, MemberPlan, Plan, open_book};

/// The day after the term of the first quarter, at noon.
const TERM_OVER: &str = "2024-04-10T04:00:00Z";

/// The open book with so many yuan a quarter.
fn book(fund_yuan: u32) -> String {
    let book = open_book().replace("fund_yuan = \"1250\"", &format!("fund_yuan = \"{fund_yuan}\""));
    assert!(book.contains(&format!("fund_yuan = \"{fund_yuan}\"")));
    book
}

/// Branches of so many members each.
fn plan(book: String, branches: &[(OrganizationKind, usize)]) -> Plan {
    let branch = |(place, (kind, members)): (usize, &(OrganizationKind, usize))| BranchPlan {
        name: format!("第{}党支部", place + 1),
        kind: *kind,
        members: (0..*members).map(|at| MemberPlan::new(format!("党员{place}之{at}"), "ordinary")).collect(),
    };
    Plan {
        township: "赤石桥乡党委".to_owned(), book, branches: branches.iter().enumerate().map(branch).collect()
    }
}

/// Enters half a point for each on a day; answers the entries.
async fn entered(server: &TestServer, members: &[&FixtureMember], day: &str) -> Vec<String> {
    let ids: Vec<_> = members.iter().map(|member| member.id.0).collect();
    let body = json!({ "memberIds": ids, "item": "epidemic_round", "doneOn": day, "what": "走访排查" });
    let done = server.post("/entries", &server.fixture.clerk, body).await.expect(201);
    let results = done["results"].as_array().unwrap();
    results.iter().map(|one| one["entryId"].as_str().unwrap_or_else(|| panic!("{done}")).to_owned()).collect()
}

/// Closes and publishes a quarter on the clock's day; answers the closing.
async fn closed(server: &TestServer, period: &str) -> String {
    let clerk = &server.fixture.clerk;
    let what = json!({ "organizationId": server.fixture.township.0, "period": period });
    let closing = server.post("/closings", clerk, what).await.expect(201)["id"].as_str().unwrap().to_owned();
    let reason = json!({ "reason": "党委会议同意公示" });
    server.post(&format!("/closings/{closing}/publication"), clerk, reason).await.expect(200);
    closing
}

async fn run(server: &TestServer, closing: &str) -> Value {
    server.post("/settlements", &server.fixture.clerk, json!({ "closingId": closing })).await.expect(201)
}

fn decision() -> Value {
    json!({ "meeting": "2024-04-10 党委会议", "reason": "公示期满，没有异议" })
}

/// Signs over HTTP, which issues at once; answers the settlement as it is then.
async fn signed(server: &TestServer, settlement: &Value) -> Value {
    let path = format!("/settlements/{}", settlement["id"].as_str().unwrap());
    let answer = server.post(&format!("{path}/sign"), &server.fixture.clerk, decision()).await.expect(200);
    assert_eq!(answer["state"], "issuing");
    let issued = server.get(&path, &server.fixture.clerk).await.expect(200);
    assert_eq!(issued["state"], "issued", "{issued}");
    issued
}

/// Signs without issuing, as a server does that dies right after.
async fn only_signed(server: &TestServer, settlement: &Value) -> SettlementId {
    let id = SettlementId(settlement["id"].as_str().unwrap().parse().unwrap());
    let act = Act::of_machine(server.clock.now());
    let reach = Reach::under(server.fixture.path.clone());
    let sign = async |tx: &Tx| sign(tx, &act, &reach, id, ("党委会议", "公示期满")).await;
    server.app.database.transact("sign", sign).await.unwrap();
    id
}

/// The lines of a settlement as the clerk reads them.
async fn lines(server: &TestServer, settlement: &Value) -> Vec<Value> {
    let path = format!("/settlements/{}/lines?", settlement["id"].as_str().unwrap());
    crate::township::pages(server, &path, Some(&server.fixture.clerk)).await
}

async fn statement(server: &TestServer, settlement: &Value) -> Value {
    let path = format!("/settlements/{}/statement", settlement["id"].as_str().unwrap());
    server.get(&path, &server.fixture.clerk).await.expect(200)
}

async fn assert_clean(server: &TestServer) {
    let report = verify(&server.app, Scope::default(), &|_, _, _| {}).await.unwrap();
    assert_eq!(report.differences, []);
}
