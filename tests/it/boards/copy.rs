//! Redis as a copy that may be cold, stale, damaged or behind (invariant 7, pitfalls 8 and 12).
//! On SQLite there is no copy, and the same must hold without one.

use chrono::{DateTime, Duration, Utc};
use redis::AsyncCommands;
use uuid::Uuid;
use xianfeng_domain::ids::AccountId;
use xianfeng_infra::boards::{BoardPage, BoardQuery, Leaderboards, Reader};
use xianfeng_infra::db::Tx;
use xianfeng_infra::idempotency::{self, Key, Stored};
use xianfeng_infra::outbox::{self, Topic};

use super::members::pages;
use super::world::{World, board, day, noon, reader, redis as boards_in_redis};

/// Asks for work about nobody, a second ago: from then on a board out of Redis says so in `as_of`,
/// while one out of SQL is of the present.
pub(super) async fn fall_behind(world: &World, now: DateTime<Utc>) -> DateTime<Utc> {
    let asked = now - Duration::seconds(1);
    let put = async |tx: &Tx| outbox::put(tx, Topic::BoardMember, Uuid::now_v7(), asked).await;
    world.database.transact("fall behind", put).await.unwrap();
    asked
}

/// Reads from every implementation; says of the last whether it came from Redis.
async fn read(world: &World, query: &BoardQuery, reader: Reader) -> (BoardPage, bool) {
    let mut sql = pages(&world.sql, query, 3, reader).await;
    let mut copy = false;
    for (name, boards) in world.all() {
        let page = pages(boards, query, 3, reader).await;
        assert_eq!(page.rows, sql.rows, "{name}");
        copy = page.as_of < reader.now;
        sql.as_of = page.as_of;
    }
    (sql, copy)
}

struct Raw(redis::aio::MultiplexedConnection, String);

impl Raw {
    async fn open(world: &World) -> Option<Self> {
        let settings = world.storage.settings();
        let value = |key: &str| settings.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone());
        let client = redis::Client::open(value("redis.urls")?).unwrap();
        Some(Self(client.get_multiplexed_async_connection().await.unwrap(), value("redis.key_prefix")?))
    }

    async fn keys(&mut self, ending: &str) -> Vec<String> {
        self.0.keys(format!("{}*{ending}", self.1)).await.unwrap()
    }
}

/// The copy is used when it is ready, and only by who may: else the tests below would pass
/// without any Redis.
#[tokio::test]
async fn the_copy_answers_when_it_is_ready() {
    let world = World::create(3).await;
    let today = day("2024-02-20");
    world.credit(1, 100, today).await;
    world.work(today).await;
    let asked = fall_behind(&world, noon(today)).await;
    for path in [&world.branches[0].path, &world.general, &world.township, &world.county] {
        let (page, copy) = read(&world, &board(path, "2024-02"), reader(today)).await;
        assert_eq!(copy, world.redis.is_some());
        assert!(!copy || page.as_of == asked);
        for (_, boards) in world.all() {
            let own = boards.own_place(&board(path, "2024-02"), world.members[7], 1, reader(today)).await.unwrap();
            let sql = world.sql.own_place(&board(path, "2024-02"), world.members[7], 1, reader(today)).await.unwrap();
            assert_eq!((own.place, own.size), (sql.place, sql.size));
        }
    }
}

/// Pitfalls 8 and 12: flushed in the middle, rebuilt, and the same all along.
#[tokio::test]
async fn a_flushed_copy_is_not_read_until_it_is_rebuilt() {
    let world = World::create(3).await;
    let today = day("2024-02-20");
    world.credit(1, 100, today).await;
    world.work(today).await;
    let query = board(&world.township, "2024-02");
    fall_behind(&world, noon(today)).await;
    let before = read(&world, &query, reader(today)).await.0.rows;
    let Some(mut raw) = Raw::open(&world).await else { return };
    let all = raw.keys("").await;
    assert!(!all.is_empty());
    let () = raw.0.del(all).await.unwrap();
    let (cold, copy) = read(&world, &query, reader(today)).await;
    assert!(!copy, "a cold copy was read");
    assert_eq!(cold.rows, before);
    // Changes while it is cold make no half board.
    world.credit(2, 50, today).await;
    let boards = world.redis.as_ref().unwrap();
    while boards.drain(noon(today)).await.unwrap() > 0 {}
    fall_behind(&world, noon(today)).await;
    assert!(!read(&world, &query, reader(today)).await.1);
    let told = std::sync::Mutex::new(Vec::new());
    boards.rebuild(noon(today), &|done, all| told.lock().unwrap().push((done, all))).await.unwrap();
    assert_eq!(*told.lock().unwrap(), [(0, 2), (1, 2), (2, 2)]);
    assert!(read(&world, &query, reader(today)).await.1, "the rebuilt copy is not read");
}

/// Invariant 7: a member's older state is ignored; and a board that differs from SQL is not shown.
#[tokio::test]
async fn an_older_state_is_ignored_and_a_wrong_total_never_shown() {
    let world = World::create(3).await;
    let today = day("2024-02-20");
    world.work(today).await;
    let Some(mut raw) = Raw::open(&world).await else { return };
    let id = world.members[1].0.simple().to_string();
    let mut remembered = None;
    for key in raw.keys(":members").await {
        let known: Option<String> = raw.0.hget(&key, &id).await.unwrap();
        remembered = remembered.or(known.map(|known| (key, known)));
    }
    let (key, known) = remembered.expect("the member is remembered");
    let (_, rest) = known.split_once(' ').unwrap();
    let newer = format!("1000 {rest}");
    let () = raw.0.hset(&key, &id, &newer).await.unwrap();
    world.credit(1, 100, today).await;
    world.work(today).await;
    let kept: String = raw.0.hget(&key, &id).await.unwrap();
    assert_eq!(kept, newer, "version 2 came after version 1000");
    fall_behind(&world, noon(today)).await;
    let (page, copy) = read(&world, &board(&world.branches[0].path, "2024-02"), reader(today)).await;
    assert!(!copy, "a total that SQL does not know was shown");
    assert_eq!(page.rows[0].total.hundredths(), 100);
}

/// Every place that a member had is left when another is taken: branch, category, exemption.
#[tokio::test]
async fn who_moves_leaves_no_trace_on_the_old_board() {
    let world = World::create(2).await;
    let today = day("2024-02-20");
    world.credit(0, 100, today).await;
    world.work(today).await;
    world.move_to(0, 1, "aged", false, today).await;
    world.move_to(2, 1, "ordinary", true, today).await;
    world.work(today).await;
    fall_behind(&world, noon(today)).await;
    for (index, size) in [(0, 1), (1, 2)] {
        let (page, copy) = read(&world, &board(&world.branches[index].path, "2024-02"), reader(today)).await;
        assert_eq!((page.size, copy), (size, world.redis.is_some()));
    }
    let mut aged = board(&world.township, "2024-02");
    aged.category = Some("aged".to_owned());
    assert_eq!(read(&world, &aged, reader(today)).await.0.size, 1);
}

/// A transfer that was entered for a later day, and the first day of a month: nobody writes, and
/// still no board is yesterday's.
#[tokio::test]
async fn a_copy_of_yesterday_is_not_read_today() {
    let world = World::create(2).await;
    let (yesterday, today) = (day("2024-02-29"), day("2024-03-01"));
    world.credit(0, 100, yesterday).await;
    world.move_later(0, 1, today, yesterday).await;
    world.work(yesterday).await;
    fall_behind(&world, noon(today)).await;
    let query = board(&world.branches[1].path, "2024-03");
    let (page, copy) = read(&world, &query, reader(today)).await;
    assert_eq!((page.size, copy), (3, false));
    let Some(boards) = &world.redis else { return };
    assert_eq!(boards.refresh(noon(today)).await.unwrap(), 2);
    assert_eq!(boards.refresh(noon(today)).await.unwrap(), 0, "what is ready is not built again");
    let (page, copy) = read(&world, &query, reader(today)).await;
    assert_eq!((page.size, copy), (3, true));
}

/// Invariant 7: past the set lag nobody reads the copy; before, who has written reads SQL.
#[tokio::test]
async fn who_has_just_written_reads_what_they_wrote() {
    let world = World::create(2).await;
    let today = day("2024-02-20");
    world.work(today).await;
    world.credit(1, 100, today).await;
    let (writer, other) = (AccountId(Uuid::now_v7()), AccountId(Uuid::now_v7()));
    let key = Key { account: writer, route: "POST /x", key: "k".repeat(16), fingerprint: [0; 32] };
    let stored = Stored { fingerprint: [0; 32], status: 200, reply: "{}".to_owned(), reach: None };
    let now = noon(today) + Duration::seconds(1);
    let store = async |tx: &Tx| idempotency::store(tx, &key, &stored, now).await;
    world.database.transact("store", store).await.unwrap();
    let query = board(&world.branches[1].path, "2024-02");
    let later = now + Duration::seconds(1);
    for (name, boards) in world.all() {
        let own = boards.page(&query, None, 9, Reader { account: Some(writer), now: later }).await.unwrap();
        assert_eq!(own.as_of, later, "{name}");
        let others = boards.page(&query, None, 9, Reader { account: Some(other), now: later }).await.unwrap();
        assert_eq!(others.as_of == later, name == "sql", "{name}");
    }
    if let Some(strict) = boards_in_redis(&world.database, &world.storage, 1) {
        let page = strict.page(&query, None, 9, Reader { account: Some(other), now: later }).await.unwrap();
        assert_eq!(page.as_of, later, "two seconds behind, one allowed");
    }
}

/// A copy that is built while others write and show changes holds them all: nothing falls
/// between the snapshot and the day it is read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rebuild_under_changes_loses_none() {
    let world = World::create(3).await;
    let today = day("2024-02-20");
    world.work(today).await;
    let Some(boards) = &world.redis else { return };
    let write = async {
        for round in 0..20 {
            world.credit(round % 9, 50, today).await;
            boards.drain(noon(today)).await.unwrap();
        }
    };
    let build = async {
        for _ in 0..10 {
            boards.rebuild(noon(today), &|_, _| {}).await.unwrap();
        }
    };
    tokio::join!(write, build);
    while boards.drain(noon(today)).await.unwrap() > 0 {}
    fall_behind(&world, noon(today)).await;
    let (page, copy) = read(&world, &board(&world.county, "2024-02"), reader(today)).await;
    assert!(copy, "a row differs from SQL");
    assert_eq!(page.rows.iter().map(|row| row.total.hundredths()).sum::<i64>(), 20 * 50);
}
