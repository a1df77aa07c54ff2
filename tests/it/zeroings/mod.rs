//! Zeroings (清零), vetoes (一票否决) and what a committee enters itself: S0-12, S2-2.

mod direct;
mod races;
mod veto;
mod zeroing;

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_api::verify::{Difference, Scope, verify};
use xianfeng_domain::ids::RuleBookId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureMember, open_book};

/// Items that the ready book has not: a zeroing, a veto, repairs by quantity (S2-2), snow (S2-2) that
/// counts twice a month.
const ITEMS: &str = r#"
[[items]]
code = "test_zeroing"
name = "受到警告处分"
aspect = "组织生活"
kind = "zeroing"
unit = "次"
ways = ["direct"]

[[items]]
code = "test_veto"
name = "受到党纪处分"
aspect = "组织生活"
kind = "veto"
unit = "次"
ways = ["direct"]

[[items]]
code = "test_repair"
name = "义务维修"
aspect = "志愿服务"
kind = "addition"
points = "3"
unit = "次"
by_quantity = true
ways = ["direct"]

[[items]]
code = "test_snow"
name = "清扫积雪"
aspect = "志愿服务"
kind = "addition"
points = "1"
unit = "次"
ways = ["task", "direct"]
caps = [{ per = "month", times = 2 }]

[[items]]
code = "test_fault"
name = "环境卫生差"
aspect = "组织生活"
kind = "deduction"
points = { min = "1", max = "5" }
unit = "次"
ways = ["direct"]
"#;

/// Adopts a version of the township's book with the items of these tests.
pub(crate) async fn adopt_items(server: &TestServer) {
    let adopted = Adopted {
        id: RuleBookId(Uuid::now_v7()),
        owner: server.fixture.township,
        version: 2,
        effective_from: "2024-01-01".parse().unwrap(),
        meeting: "乡党委会议".to_owned(),
        document: format!("{}{ITEMS}", open_book()),
    };
    let adopt = async |tx: &Tx| rulebooks::adopt(tx, &adopted, server.clock.now()).await;
    server.app.database.transact("adopt", adopt).await.unwrap();
}

/// Decides on a zeroing or veto as the clerk; answers its id and what was written.
pub(crate) async fn zeroed(server: &TestServer, member: &FixtureMember, item: &str, day: &str) -> (String, Value) {
    let body = json!({ "item": item, "day": day, "reason": "乡纪委会议决定" });
    let path = format!("/members/{}/zeroings", member.id.0);
    let done = server.post(&path, &server.fixture.clerk, body).await.expect(201);
    (done["zeroing"]["id"].as_str().unwrap().to_owned(), done)
}

async fn lifted(server: &TestServer, zeroing: &str) -> Value {
    let why = json!({ "reason": "复议后撤销" });
    server.post(&format!("/zeroings/{zeroing}/lifting"), &server.fixture.clerk, why).await.expect(201)
}

/// Enters a deed directly as the clerk; answers the entry's id.
async fn entered(server: &TestServer, member: &FixtureMember, item: &str, day: &str, more: Value) -> String {
    let mut body = json!({ "memberIds": [member.id.0], "item": item, "doneOn": day, "what": "义务劳动" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let done = server.post("/entries", &server.fixture.clerk, body).await.expect(201);
    let entry = done["results"][0]["entryId"].as_str();
    entry.unwrap_or_else(|| panic!("{done}")).to_owned()
}

async fn reversed(server: &TestServer, entry: &str) -> Value {
    let why = json!({ "reason": "重复登记" });
    server.post(&format!("/ledger/{entry}/reversal"), &server.fixture.clerk, why).await.expect(201)
}

async fn reinstated(server: &TestServer, reversal: &str) -> Value {
    let why = json!({ "reason": "核实无误" });
    server.post(&format!("/ledger/{reversal}/reinstatement"), &server.fixture.clerk, why).await.expect(201)
}

/// The totals of some periods.
async fn totals(server: &TestServer, member: &FixtureMember, periods: &[&str]) -> Vec<Value> {
    let mut totals = Vec::new();
    for period in periods {
        let points = server.get(&format!("/me/points?period={period}"), member).await.expect(200);
        totals.push(points["points"]["total"].clone());
    }
    totals
}

async fn differences(server: &TestServer) -> Vec<Difference> {
    verify(&server.app, Scope::default(), &|_, _, _| {}).await.unwrap().differences
}
