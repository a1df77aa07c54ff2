//! The edges of days, months and quarters, with a 29 February (pitfall 14).

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{declared, deed, ledger, registered, report};

/// A deed counts by the day in Shanghai, to the last millisecond.
#[tokio::test]
async fn a_deed_counts_on_its_day_at_the_edge_of_a_month() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let on = |day: &str| deed(json!({ "doneOn": day }));
    // 23:59:59.999 on 29 February.
    server.set_time("2024-02-29T15:59:59.999Z");
    server.post("/declarations", member, on("2024-03-01")).await.refused("declaration.in_future");
    let no_such_day = server.post("/declarations", member, on("2024-02-30")).await;
    assert_eq!(no_such_day.refused("request.invalid")["errors"][0]["code"], "not_day");
    let leap_day = declared(&server, member, on("2024-02-29")).await;
    // One millisecond later it is March.
    server.set_time("2024-02-29T16:00:00Z");
    let first = declared(&server, member, on("2024-03-01")).await;
    for declaration in [&leap_day, &first] {
        registered(&server, secretary, declaration).await;
    }
    for (period, day) in [("2024-02", "2024-02-29"), ("2024-03", "2024-03-01")] {
        let page = server.get(&format!("/me/ledger?period={period}"), member).await.expect(200);
        let days: Vec<&Value> = page["items"].as_array().unwrap().iter().map(|entry| &entry["countsOn"]).collect();
        assert_eq!(days, [&json!(day)]);
    }
}

/// A report is for the running quarter or the one just ended, and is its quarter's score (S2-6).
#[tokio::test]
async fn a_report_counts_in_its_quarter_at_the_edge_of_it() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let on = |day: &str, quarter: &str| report(json!({ "doneOn": day, "period": quarter }));
    // 23:59:59.999 on 31 March.
    server.set_time("2024-03-31T15:59:59.999Z");
    for quarter in ["2023-Q3", "2024-Q2", "2025-Q1"] {
        server.post("/declarations", member, on("2024-03-31", quarter)).await.refused("report.period_unfit");
    }
    server.post("/declarations", member, on("2023-12-31", "2024-Q1")).await.refused("report.period_unfit");
    let before = declared(&server, member, on("2024-03-31", "2023-Q4")).await;
    assert_eq!((&before["doneOn"], &before["deedOn"]), (&json!("2024-03-31"), &json!("2023-12-31")));
    server.set_time("2024-03-31T16:00:00Z");
    server.post("/declarations", member, on("2024-04-01", "2023-Q4")).await.refused("report.period_unfit");
    let late = declared(&server, member, on("2024-04-01", "2024-Q1")).await;
    let running = declared(&server, member, on("2024-04-01", "2024-Q2")).await;
    let lines: Vec<Value> = [&late, &running].map(|report| json!({ "id": report["id"], "points": 0.5 })).into();
    super::decided(&server, secretary, json!({ "register": lines })).await;
    for (period, day) in [("2024-Q1", "2024-03-31"), ("2024-Q2", "2024-04-01")] {
        let page = server.get(&format!("/me/ledger?period={period}"), member).await.expect(200);
        let days: Vec<&Value> = page["items"].as_array().unwrap().iter().map(|entry| &entry["countsOn"]).collect();
        assert_eq!(days, [&json!(day)]);
    }
    assert_eq!(ledger(&server, member).await.len(), 2);
}
