//! 23:59:59.999 and 00:00:00 of months, quarters, years and 29 February (pitfall 14): the day of a
//! deed is that of Shanghai, whatever zone the server stands in. `tests/run` runs this with `TZ` of
//! UTC and of UTC−5; `cli::time_zone` does the same to the program itself.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use crate::declarations::{declared, deed, registered};
use crate::meetings::{adopt, closed, opened, signed_in};
use crate::township::hundredths;

/// The last millisecond, the first instant, their days, and the periods that end and begin.
const EDGES: [(&str, &str, [&str; 2], [&str; 2]); 4] = [
    ("2024-02-29T15:59:59.999Z", "2024-02-29T16:00:00Z", ["2024-02-29", "2024-03-01"], ["2024-02", "2024-03"]),
    ("2024-03-31T15:59:59.999Z", "2024-03-31T16:00:00Z", ["2024-03-31", "2024-04-01"], ["2024-Q1", "2024-Q2"]),
    ("2024-12-31T15:59:59.999Z", "2024-12-31T16:00:00Z", ["2024-12-31", "2025-01-01"], ["2024", "2025"]),
    ("2025-02-28T15:59:59.999Z", "2025-02-28T16:00:00Z", ["2025-02-28", "2025-03-01"], ["2025-02", "2025-03"]),
];

/// A deed declared, a task handed in and a meeting attended, all at this instant: 0.5 + 0.5 + 2.
async fn three_deeds(server: &TestServer, member: &FixtureMember, task: &str, day: &str) {
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    let declaration = declared(server, member, deed(json!({ "doneOn": day }))).await;
    registered(server, secretary, &declaration).await;
    let claim = server.post(&format!("/tasks/{task}/claims"), member, Value::Null).await.expect(201);
    let path = format!("/claims/{}", claim["id"].as_str().unwrap());
    let report = json!({ "report": "走访六户", "deedOn": day });
    server.post(&format!("{path}/submit"), member, report).await.expect(200);
    server.post(&format!("{path}/approve"), secretary, json!({})).await.expect(200);
    let now = server.clock.now();
    let ends = now + chrono::Duration::hours(1);
    let meeting = opened(server, json!({ "startsAt": now.to_rfc3339(), "endsAt": ends.to_rfc3339() })).await;
    signed_in(server, &meeting, member).await;
    closed(server, &meeting, secretary).await;
}

/// Days and points of a member's ledger in a period.
async fn within(server: &TestServer, member: &FixtureMember, period: &str) -> (Vec<Value>, i64) {
    let page = server.get(&format!("/me/ledger?period={period}"), member).await.expect(200);
    let days = page["items"].as_array().unwrap().iter().map(|entry| entry["countsOn"].clone()).collect();
    let points = server.get(&format!("/me/points?period={period}"), member).await.expect(200);
    (days, hundredths(&points["points"]["additions"]))
}

#[tokio::test]
async fn a_deed_at_the_edge_of_a_period_counts_on_its_day_in_shanghai() {
    let server = TestServer::start_with(1, 5, &[]).await;
    adopt(&server).await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    server.set_time("2024-02-29T01:00:00Z");
    let task =
        json!({ "organizationId": branch.id.0, "title": "走访", "item": "epidemic_round", "placesPerMember": 2 });
    let task = server.post("/tasks", secretary, task).await.expect(201)["id"].as_str().unwrap().to_owned();
    server.post(&format!("/tasks/{task}/publish"), secretary, Value::Null).await.expect(200);
    for ((last, first, days, periods), member) in EDGES.iter().zip(&branch.members[1..]) {
        server.set_time(last);
        let tomorrow = deed(json!({ "doneOn": days[1] }));
        server.post("/declarations", member, tomorrow).await.refused("declaration.in_future");
        three_deeds(&server, member, &task, days[0]).await;
        server.set_time(first);
        three_deeds(&server, member, &task, days[1]).await;
        for (day, period) in days.iter().zip(periods) {
            let told = within(&server, member, period).await;
            assert_eq!(told, (vec![json!(day); 3], 300), "{period}");
        }
    }
    crate::declarations::assert_clean(&server).await;
}
