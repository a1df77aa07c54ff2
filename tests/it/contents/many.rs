//! 10,000 receipts on one notice (issue 5, faults).

use std::collections::HashSet;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait, Database as Raw};
use serde_json::json;
use uuid::Uuid;
use xianfeng_tests::TestServer;

use super::{notice, published};

/// How many members the roster gets, all of whom have read but one in ten; one in a hundred is away.
const MANY: usize = 10_000;

/// Puts the members and their receipts into the database by hand.
async fn fill(server: &TestServer, content: &str) {
    let raw = Raw::connect(server.storage.database_url()).await.expect("connects");
    let hex = |id: Uuid| format!("X'{}'", id.simple());
    let (township, branch) = (hex(server.fixture.township.0), hex(server.fixture.branches[0].id.0));
    let content = hex(content.parse().unwrap());
    let at = server.clock.now().timestamp_micros();
    let all: Vec<(String, usize)> = (0..MANY).map(|n| (hex(Uuid::now_v7()), n)).collect();
    for some in all.chunks(500) {
        let [mut persons, mut members, mut memberships, mut aways, mut receipts] = [
            "INSERT INTO persons (id, township_id, name, version, created_at) VALUES ",
            "INSERT INTO members (id, person_id, township_id, joined_on, probationary, roster_order, version, created_at) VALUES ",
            "INSERT INTO memberships (id, member_id, branch_id, category, exempt, from_day, recorded_at) VALUES ",
            "INSERT INTO aways (id, member_id, from_day, destination, active_key, recorded_by, recorded_at) VALUES ",
            "INSERT INTO content_receipts (content_id, member_id, read_at) VALUES ",
        ]
        .map(str::to_owned);
        for (id, n) in some {
            write!(persons, "({id}, {township}, '党员{n}', 1, {at}),").unwrap();
            write!(members, "({id}, {id}, {township}, '2000-07-01', 0, {}, 1, {at}),", 100 + n).unwrap();
            write!(memberships, "({id}, {id}, {branch}, 'ordinary', 0, '2000-07-01', {at}),").unwrap();
            if n % 100 == 99 {
                write!(aways, "({id}, {id}, '2024-01-01', '外地', {id}, {id}, {at}),").unwrap();
            }
            if n % 10 != 9 {
                write!(receipts, "({content}, {id}, {at}),").unwrap();
            }
        }
        for sql in [persons, members, memberships, aways, receipts] {
            raw.execute_unprepared(sql.trim_end_matches(',')).await.expect("written");
        }
    }
    raw.close().await.expect("closes");
}

#[tokio::test]
async fn ten_thousand_receipts_are_counted_and_paged() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    let id = published(&server, secretary, notice(branch.id.0, json!({}))).await;
    fill(&server, &id).await;
    let begun = Instant::now();
    let first = server.get(&format!("/contents/{id}/receipts?limit=100"), secretary).await.expect(200);
    assert_eq!((&first["audience"], &first["read"], &first["unread"]), (&json!(10_004), &json!(9_000), &json!(1_004)));
    let away = first["items"].as_array().unwrap().iter().filter(|item| item["away"] == true).count();
    assert_eq!(away, 100, "S3-1: members away first, and none of them has read");
    let (mut seen, mut cursor, mut pages) = (HashSet::new(), String::new(), 0);
    loop {
        let path = format!("/contents/{id}/receipts?limit=100{cursor}");
        let page = server.get(&path, secretary).await.expect(200);
        pages += 1;
        for item in page["items"].as_array().unwrap() {
            assert!(seen.insert(item["memberId"].as_str().unwrap().to_owned()), "twice: {item}");
        }
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!((seen.len(), pages), (1_004, 11));
    assert!(begun.elapsed() < Duration::from_secs(30), "twelve pages took {:?}", begun.elapsed());
    let reminded = server.post(&format!("/contents/{id}/reminders"), secretary, serde_json::Value::Null).await;
    assert_eq!(reminded.expect(200)["reminded"], 1_004);
}
