//! What was done in a place and time: S0-14.

mod page;

use serde_json::{Value, json};
use xianfeng_domain::ids::{OrganizationId, RuleBookId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{self, FixtureMember};

use crate::exports::{column, opened};
use crate::leaderboards::scene::{approve_publication, credited, mark, task};

/// A deed of a member of a branch under an item; answers its entry.
pub(super) async fn deed(server: &TestServer, branch: usize, member: usize, item: &str, day: &str) -> String {
    // A task is done after it was published.
    server.set_time(&format!("{day}T01:00:00Z"));
    let place = server.fixture.branches[branch].clone();
    let (_, _, entry) =
        credited(server, &place, &place.members[member], day, json!({ "item": item, "photosRequired": 0 })).await;
    entry
}

/// Two branches with a few deeds in January and February 2024.
pub(super) async fn scene() -> TestServer {
    let server = TestServer::start_with(2, 5, &[]).await;
    for (branch, member, item, day) in [
        (0, 1, "fire_patrol", "2024-01-10"),
        (0, 1, "fire_patrol", "2024-01-20"),
        (0, 2, "volunteer_service", "2024-02-03"),
        (0, 3, "volunteer_service", "2024-02-04"),
        (1, 1, "consultation", "2024-02-05"),
        (1, 2, "advice", "2024-02-06"),
    ] {
        deed(&server, branch, member, item, day).await;
    }
    server.set_time("2024-03-01T01:00:00Z");
    server
}

pub(super) async fn statistics(
    server: &TestServer,
    by: &FixtureMember,
    organization: OrganizationId,
    more: &str,
) -> Value {
    server.get(&format!("/statistics?organizationId={organization}&period=2024{more}"), by).await.expect(200)
}

fn row<'a>(out: &'a Value, key: &str) -> &'a Value {
    let rows = out["items"].as_array().unwrap();
    rows.iter().find(|row| row["key"] == key).unwrap_or(&Value::Null)
}

/// S0-14: services, good deeds and consultations by item, branch and month, with persons; they add up.
#[tokio::test]
async fn deeds_are_counted_by_item_branch_and_month() {
    let server = scene().await;
    let clerk = server.fixture.clerk.clone();
    let township = server.fixture.township;
    let branch = server.fixture.branches[0].clone();
    let by_item = statistics(&server, &clerk, township, "").await;
    let totals = &by_item["totals"];
    let told =
        ["times", "services", "goodDeeds", "consultations", "others", "persons"].map(|name| totals[name].clone());
    assert_eq!(json!(told), json!([6, 4, 0, 1, 1, 5]));
    let patrol = row(&by_item, "fire_patrol");
    assert_eq!((&patrol["name"], &patrol["statistic"]), (&json!("护林防火巡查"), &json!("service")));
    assert_eq!((&patrol["figures"]["times"], &patrol["figures"]["persons"]), (&json!(2), &json!(1)));
    assert_eq!(row(&by_item, "advice")["statistic"], "other");
    let by_branch = statistics(&server, &clerk, township, "&by=branch").await;
    assert_eq!(row(&by_branch, &branch.id.0.to_string())["figures"]["times"], 4);
    let by_month = statistics(&server, &clerk, township, "&by=month").await;
    assert_eq!(by_month["items"].as_array().unwrap().len(), 12);
    assert_eq!(
        (&row(&by_month, "2024-01")["figures"]["times"], &row(&by_month, "2024-02")["figures"]["times"]),
        (&json!(2), &json!(4))
    );
    assert_eq!(row(&by_month, "2024-05")["figures"]["times"], 0);

    // A branch sees its own, page by page; the other branch is not found.
    let first = statistics(&server, &branch.members[0], branch.id, "&limit=1").await;
    assert_eq!((&first["totals"]["times"], first["items"].as_array().unwrap().len()), (&json!(4), 1));
    let cursor = first["nextCursor"].as_str().unwrap();
    let second = statistics(&server, &branch.members[0], branch.id, &format!("&limit=1&cursor={cursor}")).await;
    assert_eq!((&second["nextCursor"], second["items"].as_array().unwrap().len()), (&Value::Null, 1));
    let foreign = format!("/statistics?organizationId={}", server.fixture.branches[1].id);
    server.get(&foreign, &branch.members[0]).await.refused("organization.not_found");
    server.get(&foreign, &branch.members[1]).await.refused("auth.forbidden");
}

/// What is taken back was not done; what is given back was; a wrong reversal of that was not.
#[tokio::test]
async fn what_was_taken_back_was_not_done() {
    let server = TestServer::start_with(1, 3, &[]).await;
    let clerk = server.fixture.clerk.clone();
    let branch = server.fixture.branches[0].id;
    let entry = deed(&server, 0, 1, "fire_patrol", "2024-02-03").await;
    let other = deed(&server, 0, 2, "fire_patrol", "2024-02-04").await;
    let reason = json!({ "reason": "查证不实" });
    let times = async || statistics(&server, &clerk, branch, "").await["totals"]["times"].as_u64().unwrap();
    assert_eq!(times().await, 2);
    let reversal = server.post(&format!("/ledger/{entry}/reversal"), &clerk, reason.clone()).await.expect(201);
    assert_eq!(times().await, 1);
    let reversal = reversal["entries"][0]["id"].as_str().unwrap();
    let back = server.post(&format!("/ledger/{reversal}/reinstatement"), &clerk, reason.clone()).await.expect(201);
    assert_eq!(times().await, 2);
    let back = back["entries"][0]["id"].as_str().unwrap();
    server.post(&format!("/ledger/{back}/reversal"), &clerk, reason.clone()).await.expect(201);
    assert_eq!(times().await, 1);
    server.post(&format!("/ledger/{other}/reversal"), &clerk, reason).await.expect(201);
    assert_eq!(times().await, 0);
}

/// How much was done is summed by unit.
#[tokio::test]
async fn quantities_are_summed_by_unit() {
    let server = TestServer::start_with(1, 3, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let clerk = server.fixture.clerk.clone();
    for hours in ["2.5", "3"] {
        // Handed in with a task that asks for hours (S1-10).
        let task = task(&server, &branch, json!({ "item": "volunteer_service", "unit": "小时" })).await;
        let claim = server.post(&format!("/tasks/{task}/claims"), &branch.members[1], Value::Null).await.expect(201);
        let claim = claim["id"].as_str().unwrap();
        let amount: Value = serde_json::from_str(hours).unwrap();
        let report = json!({ "report": "打扫村道", "deedOn": "2024-03-01", "quantity": amount });
        server.post(&format!("/claims/{claim}/submit"), &branch.members[1], report).await.expect(200);
        server.post(&format!("/claims/{claim}/approve"), &clerk, json!({})).await.expect(200);
    }
    let entered = json!({
        "memberIds": [branch.members[2].id.0], "item": "fire_patrol", "quantity": 2, "doneOn": "2024-03-01", "what": "巡山"
    });
    server.post("/entries", &branch.members[0], entered).await.expect(201);
    let out = statistics(&server, &server.fixture.clerk.clone(), branch.id, "").await;
    let sums = json!([{ "amount": 5.5, "unit": "小时" }, { "amount": 2, "unit": "次" }]);
    assert_eq!(out["totals"]["quantities"], sums);
    assert_eq!(out["totals"]["times"], 3);
}

/// Invariant 8: a deed is counted where it was entered, wherever the member stands since; the book of today says what
/// it counts as, also of what was entered before it said so.
#[tokio::test]
async fn the_book_in_force_says_what_a_deed_counts_as() {
    let server = scene().await;
    let clerk = server.fixture.clerk.clone();
    let text = rulebooks::CHISHIQIAO.replacen("statistic = \"service\"", "statistic = \"other\"", 3);
    let adopted = Adopted {
        id: RuleBookId(uuid::Uuid::now_v7()),
        owner: server.fixture.township,
        version: 2,
        effective_from: "2024-02-15".parse().unwrap(),
        meeting: "乡党委会议".to_owned(),
        document: fixture::opened(&text),
    };
    let adopt = async |tx: &Tx| rulebooks::adopt(tx, &adopted, server.clock.now()).await;
    server.app.database.transact("adopt", adopt).await.unwrap();
    let out = statistics(&server, &clerk, server.fixture.township, "").await;
    assert_eq!(row(&out, "fire_patrol")["statistic"], "other");
    assert_eq!((&out["totals"]["services"], &out["totals"]["others"]), (&json!(2), &json!(3)));
}

/// The workbook holds the three tables and their sum, and who took it is on record.
#[tokio::test]
async fn statistics_are_a_workbook() {
    let server = scene().await;
    let path = format!("/exports/statistics.xlsx?organizationId={}&period=2024", server.fixture.township);
    let sheet = opened(server.get(&path, &server.fixture.clerk.clone()).await);
    let (by, times) = (column(&sheet, "统计方式"), column(&sheet, "总次数"));
    let sum = |name: &str| -> u32 {
        by.iter().zip(&times).filter(|(by, _)| *by == name).map(|(_, times)| times.parse::<u32>().unwrap()).sum()
    };
    assert_eq!([sum("按项目"), sum("按支部"), sum("按月份"), sum("合计")], [6; 4]);
    server.get(&path, &server.fixture.branches[0].members[1]).await.refused("auth.forbidden");
    server.get(&path, &server.fixture.branches[0].members[0]).await.refused("organization.not_found");
}

/// For anybody once publication is approved: what is sensitive is left out, and few persons are not counted.
#[tokio::test]
async fn the_public_sees_no_small_groups() {
    let server = scene().await;
    let township = server.fixture.township;
    let path = format!("/api/v1/public/organizations/{township}/statistics?period=2024");
    let ask =
        async |more: &str| server.send(server.request(reqwest::Method::GET, &format!("{path}{more}"), None)).await;
    ask("").await.refused("public.not_approved");
    approve_publication(&server, township).await;
    let seen = ask("").await.expect(200);
    assert_eq!(
        (&seen["totals"]["times"], &seen["totals"]["persons"], &seen["provisional"]),
        (&json!(6), &json!(5), &json!(true))
    );
    assert_eq!(row(&seen, "fire_patrol")["figures"]["persons"], Value::Null, "one person only");
    let version = seen["version"].as_i64().unwrap();
    assert_eq!(ask(&format!("&knownVersion={version}")).await.expect(200)["unchanged"], true);
    mark(&server, server.fixture.branches[1].id, true, None).await;
    let seen = ask("&by=branch").await.expect(200);
    assert_eq!((&seen["totals"]["times"], &seen["totals"]["consultations"]), (&json!(4), &json!(0)));
    assert_eq!(row(&seen, &server.fixture.branches[1].id.0.to_string()), &Value::Null);
}
