//! Redis that is not there: the same answers from SQL, soon. Needs no Redis.

use std::time::Duration;

use tokio::net::TcpListener;
use xianfeng_infra::boards::{BoardsError, Leaderboards, RedisLeaderboards, RedisServers, RedisSettings};

use super::world::{World, board, day, noon, reader};

fn at(world: &World, port: u16) -> RedisLeaderboards {
    let settings = RedisSettings {
        servers: RedisServers::Single(format!("redis://:geheim@127.0.0.1:{port}").into()),
        key_prefix: "nowhere".to_owned(),
        max_lag: Duration::from_secs(3600),
        connect_timeout: Duration::from_millis(100),
        response_timeout: Duration::from_millis(100),
    };
    RedisLeaderboards::new(world.database.clone(), &settings).unwrap()
}

async fn answers_from_sql(world: &World, port: u16) {
    let (boards, today) = (at(world, port), day("2024-02-20"));
    let query = board(&world.township, "2024-02");
    let bound = Duration::from_secs(10);
    let page = tokio::time::timeout(bound, boards.page(&query, None, 3, reader(today))).await.expect("soon").unwrap();
    assert_eq!(page, world.sql.page(&query, None, 3, reader(today)).await.unwrap());
    let own = boards.own_place(&query, world.members[1], 1, reader(today)).await.unwrap();
    assert_eq!(own, world.sql.own_place(&query, world.members[1], 1, reader(today)).await.unwrap());
    let failed = boards.drain(noon(today)).await.unwrap_err();
    assert!(matches!(failed, BoardsError::Redis(_)), "{failed:?}");
    assert!(!format!("{failed} {failed:?}").contains("geheim"), "a password in an error");
}

/// Pitfall 12: nobody listens.
#[tokio::test]
async fn a_redis_that_is_down_changes_no_answer() {
    let world = World::create(2).await;
    world.credit(1, 100, day("2024-02-10")).await;
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    answers_from_sql(&world, port).await;
    // What could not be shown is still asked for, once the lease is over.
    let later = noon(day("2024-02-21"));
    assert!(world.sql.drain(later).await.unwrap() > 0);
}

/// Pitfall 12: somebody listens and never answers.
#[tokio::test]
async fn a_redis_that_hangs_changes_no_answer() {
    let world = World::create(2).await;
    world.credit(1, 100, day("2024-02-10")).await;
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    answers_from_sql(&world, silent.local_addr().unwrap().port()).await;
}
