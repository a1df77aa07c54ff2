//! Caps trim, and a reversal gives what it held to what was trimmed, oldest first.
//!
//! `fire_patrol` is worth 1 and capped at 4 a month.

use serde_json::{Value, json};
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger as rows;
use xianfeng_infra::rulebooks::SIX_CATEGORIES;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureMember, Plan, opened};

use crate::leaderboards::scene::{credited, submitted, task};
use crate::township::hundredths;

async fn month(server: &TestServer, member: &FixtureMember) -> Value {
    server.get("/me/points?period=2024-03", member).await.expect(200)["points"]["total"].clone()
}

/// Two approvals (and more) at once give exactly the cap.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn approvals_at_once_give_exactly_the_cap() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    let mut claims = Vec::new();
    for _ in 0..6 {
        let task = task(&server, &branch, json!({})).await;
        claims.push(submitted(&server, &task, member, "2024-03-01").await);
    }
    let approvals = claims.iter().map(|claim| {
        let (path, server, clerk) = (format!("/claims/{claim}/approve"), &server, &clerk);
        async move { server.post(&path, clerk, json!({})).await.expect(200) }
    });
    futures_util::future::join_all(approvals).await;
    assert_eq!(month(&server, member).await, json!(4));
    let ledger = server.get("/me/ledger", member).await.expect(200);
    let capped: Vec<_> = ledger["items"].as_array().unwrap().iter().filter(|entry| entry["capped"] == true).collect();
    assert_eq!(capped.len(), 2);
    assert_eq!((&capped[0]["askedPoints"], &capped[0]["points"]), (&json!(1), &json!(0)));
    assert!(
        capped[0]["sentence"].as_str().unwrap().contains("应计1分，已到上限，实计0分"),
        "{}",
        capped[0]["sentence"]
    );
}

/// Reversing releases the cap to the oldest trimmed entry in the same transaction, and mending the
/// reversal does not pass the cap.
#[tokio::test]
async fn a_reversal_releases_the_cap_oldest_first() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    let mut entries = Vec::new();
    for _ in 0..6 {
        entries.push(credited(&server, &branch, member, "2024-03-01", json!({})).await.2);
    }
    assert_eq!(month(&server, member).await, json!(4));
    let why = json!({ "reason": "照片不符" });
    let reversed = server.post(&format!("/ledger/{}/reversal", entries[1]), &clerk, why.clone()).await.expect(201);
    let written = reversed["entries"].as_array().unwrap();
    assert_eq!(written.len(), 2);
    assert_eq!((&written[1]["kind"], &written[1]["points"]), (&json!("cap_release"), &json!(1)));
    assert_eq!((&written[1]["releases"], &written[1]["sourceId"]), (&json!(entries[4]), &written[0]["id"]));
    assert_eq!(month(&server, member).await, json!(4));

    // The released entry falls with what was released to it, which goes to the next.
    let fallen = server.post(&format!("/ledger/{}/reversal", entries[4]), &clerk, why.clone()).await.expect(201);
    assert_eq!(fallen["entries"][0]["points"], json!(-1));
    assert_eq!(fallen["entries"][1]["releases"], json!(entries[5]));
    assert_eq!(month(&server, member).await, json!(4));

    let reversal = written[0]["id"].as_str().unwrap();
    let mended = server.post(&format!("/ledger/{reversal}/reinstatement"), &clerk, why.clone()).await.expect(201);
    assert_eq!((&mended["entries"][0]["points"], &mended["entries"][0]["capped"]), (&json!(0), &json!(true)));
    assert_eq!(month(&server, member).await, json!(4));

    // What was mended is live again: it takes what the next reversal frees.
    let next = server.post(&format!("/ledger/{}/reversal", entries[0]), &clerk, why).await.expect(201);
    assert_eq!(next["entries"][1]["releases"], json!(entries[1]));
    assert_eq!(month(&server, member).await, json!(4));
    let read = async |tx: &Tx| rows::chain(tx, member.id).await;
    let chain = server.app.database.read(read).await.unwrap();
    xianfeng_domain::ledger::verify(&chain).unwrap();
    let stored = server.app.database.read(async |tx: &Tx| rows::stored_totals(tx, member.id).await).await.unwrap();
    assert_eq!(stored, rows::expected_totals(&chain));
}

/// The fault: caps in points and in times, reached by approvals at once of two reviewers and
/// by the committee's own entries beside them, give exactly the cap.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn caps_in_points_and_in_times_are_exact_at_once() {
    // S4: 志愿服务 at most 6 points a month, 夜校 at most twice, a point each.
    let mut plan = Plan { book: opened(SIX_CATEGORIES), ..Plan::small(1, 3) };
    plan.branches[0].members.iter_mut().for_each(|member| member.category = "no_office".to_owned());
    let server = Box::pin(TestServer::start_plan(&plan, &[])).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let mut claims = Vec::new();
    for (item, points) in [("volunteer_service", json!(3)), ("night_school", json!(1))] {
        let task = task(&server, &branch, json!({ "item": item, "points": points, "placesPerMember": 4 })).await;
        for _ in 0..4 {
            claims.push(submitted(&server, &task, member, "2024-03-01").await);
        }
    }
    let reviewers = [secretary, &clerk];
    let approvals = claims.iter().enumerate().map(|(at, claim)| {
        let (path, server, by) = (format!("/claims/{claim}/approve"), &server, reviewers[at % 2]);
        async move { server.post(&path, by, json!({})).await.expect(200) }
    });
    let entries = ["volunteer_service", "night_school"].into_iter().cycle().take(4).map(|item| {
        let points = (item == "volunteer_service").then_some(3);
        let body = json!({ "memberIds": [member.id.0], "item": item, "points": points, "doneOn": "2024-03-01", "what": "登记" });
        let (server, clerk) = (&server, &clerk);
        async move { server.post("/entries", clerk, body).await.expect(201) }
    });
    let (approvals, entries) = (futures_util::future::join_all(approvals), futures_util::future::join_all(entries));
    futures_util::join!(approvals, entries);
    let ledger = server.get("/me/ledger?limit=100", member).await.expect(200);
    let sum = |item: &str, points: &str| -> i64 {
        let entries = ledger["items"].as_array().unwrap().iter().filter(|entry| entry["item"] == item);
        entries.map(|entry| hundredths(&entry[points])).sum()
    };
    assert_eq!([sum("volunteer_service", "points"), sum("night_school", "points")], [600, 200]);
    assert_eq!([sum("volunteer_service", "askedPoints"), sum("night_school", "askedPoints")], [1_800, 600]);
    assert_eq!(month(&server, member).await, json!(8));
    crate::declarations::assert_clean(&server).await;
}
