//! Decisions at once on one member.

use futures_util::future::join_all;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{adopt_items, differences, entered, reversed, totals, zeroed};

/// A cap of two times a month under six entries at once is two, and a reversal lets the oldest of the
/// others in.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn entries_at_once_give_exactly_the_cap_in_times() {
    let server = TestServer::start().await;
    adopt_items(&server).await;
    let member = &server.fixture.branches[0].members[1].clone();
    let entries = (0..6).map(|_| entered(&server, member, "test_snow", "2024-03-01", json!({})));
    let entries = join_all(entries).await;
    assert_eq!(totals(&server, member, &["2024-03"]).await, [json!(2)]);
    let ledger = server.get("/me/ledger", member).await.expect(200);
    let items = ledger["items"].as_array().unwrap();
    let paid: Vec<&Value> = items.iter().filter(|entry| entry["points"] == json!(1)).collect();
    let oldest = items.iter().rev().find(|entry| entry["capped"] == json!(true)).unwrap();
    assert_eq!((paid.len(), items.len()), (2, entries.len()));
    let done = reversed(&server, paid[0]["id"].as_str().unwrap()).await;
    assert_eq!(done["entries"][1]["releases"], oldest["id"]);
    assert_eq!(totals(&server, member, &["2024-03"]).await, [json!(2)]);
    assert_eq!(differences(&server).await, []);
}

/// Zeroings, deeds and reversals at once: whatever the order, each total is what its entries and the
/// zeroings say.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn zeroings_and_deeds_at_once_stay_sound() {
    let server = TestServer::start().await;
    adopt_items(&server).await;
    let member = &server.fixture.branches[0].members[1].clone();
    let mut entries = Vec::new();
    for _ in 0..4 {
        entries.push(entered(&server, member, "test_repair", "2024-03-01", json!({ "quantity": 1 })).await);
    }
    let zero = join_all((0..2).map(|_| zeroed(&server, member, "test_zeroing", "2024-03-01")));
    let reverse = join_all(entries.iter().map(|entry| reversed(&server, entry)));
    let more = json!({ "quantity": 2 });
    let enter = join_all((0..4).map(|_| entered(&server, member, "test_repair", "2024-03-01", more.clone())));
    let ((_, _), _) = futures_util::future::join(futures_util::future::join(zero, reverse), enter).await;
    assert_eq!(differences(&server).await, []);
    let [month, quarter, year]: [Value; 3] =
        totals(&server, member, &["2024-03", "2024-Q1", "2024"]).await.try_into().unwrap();
    assert_eq!((&month, &quarter), (&quarter, &year));
}
