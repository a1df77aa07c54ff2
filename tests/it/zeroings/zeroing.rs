//! A zeroing, what happens under it, and its lifting.

use sea_orm::{ConnectionTrait, Database as Raw};
use serde_json::{Value, json};
use xianfeng_api::verify::Difference;
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger as rows;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{adopt_items, differences, entered, lifted, reinstated, reversed, totals, zeroed};
use crate::leaderboards::scene::credited;

const Q1: [&str; 3] = ["2024-03", "2024-Q1", "2024"];

fn all(points: i32) -> Vec<Value> {
    vec![json!(points); 3]
}

/// design.md, "Period-scoped entries": later additions count, what the zeroing took is reversed without
/// effect, lifting is a fold in the order of recording. S2-2: eleven repairs are 33.
#[tokio::test]
async fn later_deeds_count_earlier_corrections_do_not_and_lifting_gives_back() {
    let server = TestServer::start().await;
    adopt_items(&server).await;
    let branch = server.fixture.branches[0].clone();
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    let (_, _, patrol) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    entered(&server, member, "test_repair", "2024-03-01", json!({ "quantity": 11 })).await;
    assert_eq!(totals(&server, member, &Q1).await, all(34));

    let (zeroing, done) = zeroed(&server, member, "test_zeroing", "2024-03-01").await;
    assert_eq!(totals(&server, member, &Q1).await, all(0));
    let scopes: Vec<_> = done["entries"].as_array().unwrap().iter().map(|entry| entry["scope"].clone()).collect();
    assert_eq!(scopes, Q1);
    let sentence = done["entries"][0]["sentence"].as_str().unwrap();
    assert!(sentence.contains("按“受到警告处分”2024年3月积分清零，扣34分"), "{sentence}");

    entered(&server, member, "test_snow", "2024-03-01", json!({})).await;
    assert_eq!(totals(&server, member, &Q1).await, all(1));
    let correction = reversed(&server, &patrol).await;
    assert_eq!(correction["entries"][0]["points"], json!(-1));
    assert_eq!(totals(&server, member, &Q1).await, all(1), "the zeroing took it already");
    let held = correction["entries"][1]["sentence"].as_str().unwrap();
    assert!(held.contains("积分已清零，此前流水的更正不再增减，冲抵：加1分"), "{held}");
    let mended = reinstated(&server, correction["entries"][0]["id"].as_str().unwrap()).await;
    assert_eq!(totals(&server, member, &Q1).await, all(1));
    reversed(&server, mended["entries"][0]["id"].as_str().unwrap()).await;
    assert_eq!(totals(&server, member, &Q1).await, all(1));
    assert_eq!(differences(&server).await, []);

    let taken = done["entries"][0]["id"].as_str().unwrap();
    let why = json!({ "reason": "撤销" });
    server.post(&format!("/ledger/{taken}/reversal"), &clerk, why.clone()).await.refused("ledger.not_reversible");
    let back = lifted(&server, &zeroing).await;
    assert_eq!((&back["zeroing"]["standing"], &back["zeroing"]["liftReason"]), (&json!(false), &json!("复议后撤销")));
    assert_eq!(totals(&server, member, &Q1).await, all(34), "33 for repairs, 1 for snow, the patrol is reversed");
    server.post(&format!("/zeroings/{zeroing}/lifting"), &clerk, why).await.refused("zeroing.lifted");
    assert_eq!(differences(&server).await, []);
}

async fn close(server: &TestServer, member: &FixtureMember, last_day: &str) {
    let write = async |tx: &Tx| rows::close_through(tx, member.id, last_day.parse().unwrap()).await;
    assert!(server.app.database.transact("close", write).await.unwrap());
}

/// What is closed changes no more: the quarter's share comes on the first open day, once; the year is
/// made right by itself.
#[tokio::test]
async fn lifting_after_the_closing_gives_back_on_the_first_open_day() {
    let server = TestServer::start().await;
    adopt_items(&server).await;
    let member = &server.fixture.branches[0].members[1].clone();
    entered(&server, member, "test_repair", "2024-03-01", json!({ "quantity": 10 })).await;
    let (first, _) = zeroed(&server, member, "test_zeroing", "2024-03-01").await;
    entered(&server, member, "test_snow", "2024-03-01", json!({})).await;
    let (second, _) = zeroed(&server, member, "test_zeroing", "2024-03-01").await;
    close(&server, member, "2024-03-31").await;
    server.set_time("2024-04-10T01:00:00Z");
    let periods = ["2024-03", "2024-Q1", "2024-04", "2024-Q2", "2024"];
    lifted(&server, &second).await;
    assert_eq!(json!(totals(&server, member, &periods).await), json!([0, 0, 1, 1, 1]));
    let back = lifted(&server, &first).await;
    let line = &back["entries"][0];
    assert_eq!((&line["countsOn"], &line["scope"], &line["points"]), (&json!("2024-04-01"), &Value::Null, &json!(30)));
    assert_eq!(json!(totals(&server, member, &periods).await), json!([0, 0, 31, 31, 31]), "nothing twice");
    assert_eq!(differences(&server).await, []);
}

/// S0-12: the township decides, nobody on themselves; the member reads it; the day must have been.
#[tokio::test]
async fn the_township_decides_and_the_member_reads_it() {
    let server = TestServer::start().await;
    adopt_items(&server).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, other) = (&branch.members[0], &branch.members[1], &branch.members[2]);
    let clerk = server.fixture.clerk.clone();
    let path = format!("/members/{}/zeroings", member.id.0);
    let body = |item: &str, day: &str| json!({ "item": item, "day": day, "reason": "乡纪委会议决定" });
    server.post(&path, secretary, body("test_zeroing", "2024-03-01")).await.refused("auth.forbidden");
    server.post(&path, &clerk, body("absence", "2024-03-01")).await.refused("zeroing.item_unfit");
    let ahead = server.post(&path, &clerk, body("test_zeroing", "2024-03-02")).await.refused("request.invalid");
    assert_eq!(ahead["errors"][0]["pointer"], "/day");
    server.post(&path, &clerk, body("test_zeroing", "1999-01-01")).await.refused("member.not_found");
    zeroed(&server, member, "test_zeroing", "2024-03-01").await;
    let own = server.get(&path, member).await.expect(200);
    assert_eq!((&own["items"][0]["kind"], &own["items"][0]["decidedBy"]), (&json!("zeroing"), &json!("办公室")));
    assert_eq!(server.get(&path, secretary).await.expect(200)["items"], own["items"]);
    server.get(&path, other).await.refused("member.not_found");
}

/// `verify` finds a zeroing whose row was altered.
#[tokio::test]
async fn a_tampered_zeroing_is_found() {
    let server = TestServer::start_with(1, 2, &[]).await;
    adopt_items(&server).await;
    let member = &server.fixture.branches[0].members[1].clone();
    entered(&server, member, "test_snow", "2024-03-01", json!({})).await;
    zeroed(&server, member, "test_zeroing", "2024-03-01").await;
    assert_eq!(differences(&server).await, []);
    for (sql, undo) in [
        ("UPDATE zeroings SET marker_seq = 3", "UPDATE zeroings SET marker_seq = 2"),
        ("UPDATE zeroings SET kind = 'veto'", "UPDATE zeroings SET kind = 'zeroing'"),
        ("UPDATE zeroings SET lifted_at = 1, lifted_by = decided_by", "UPDATE zeroings SET lifted_at = NULL"),
        ("DELETE FROM zeroings", ""),
    ] {
        let raw = Raw::connect(server.storage.database_url()).await.unwrap();
        assert!(raw.execute_unprepared(sql).await.unwrap().rows_affected() > 0);
        let found = differences(&server).await;
        assert!(matches!(found.as_slice(), [Difference::Zeroing(_)]), "{sql}: {found:?}");
        if !undo.is_empty() {
            raw.execute_unprepared(undo).await.unwrap();
        }
        raw.close().await.unwrap();
    }
}
