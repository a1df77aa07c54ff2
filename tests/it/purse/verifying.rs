//! `verify` adds up wallets, lots, movements and funds, and names what was altered by hand (invariant 5).

use sea_orm::{ConnectionTrait, Database as Raw};
use xianfeng_api::verify::Difference;
use xianfeng_tests::TestServer;

use super::{allotted, differences, fulfilled, issued, reserved};

#[tokio::test]
async fn every_altered_purse_and_fund_is_named() {
    let server = TestServer::start().await;
    let member = &server.fixture.branches[0].members[1].clone();
    allotted(&server, server.fixture.branches[0].id, "2024-Q1", 10_000).await;
    let lot = issued(&server, member, 40, None).await.id;
    let order = reserved(&server, member, 15).await.unwrap();
    fulfilled(&server, order).await.unwrap();
    let _ = reserved(&server, member, 5).await.unwrap();
    assert_eq!(differences(&server).await, []);
    let found = async |sql: &str, undo: &str, expected: &dyn Fn(&Difference) -> bool| {
        let raw = Raw::connect(server.storage.database_url()).await.expect("connects");
        assert!(raw.execute_unprepared(sql).await.expect("possible").rows_affected() > 0, "{sql}");
        let named = differences(&server).await;
        assert!(named.iter().any(expected), "{sql}: {named:?}");
        assert!(named.iter().all(|difference| !difference.to_string().is_empty()));
        raw.execute_unprepared(undo).await.expect("undone");
        raw.close().await.expect("closes");
        assert_eq!(differences(&server).await, [], "not undone: {undo}");
    };
    found(
        "UPDATE wallets SET free_points = free_points + 1",
        "UPDATE wallets SET free_points = free_points - 1",
        &|one| matches!(one, Difference::WalletSums { .. }),
    )
    .await;
    found(
        "UPDATE wallet_lots SET free_points = free_points + 1, spent_points = spent_points - 1",
        "UPDATE wallet_lots SET free_points = free_points - 1, spent_points = spent_points + 1",
        &|one| matches!(one, Difference::LotMoved(found) if *found == lot),
    )
    .await;
    found(
        "UPDATE wallet_movements SET fen = fen + 1 WHERE kind = 'fulfil'",
        "UPDATE wallet_movements SET fen = fen - 1 WHERE kind = 'fulfil'",
        &|one| matches!(one, Difference::LotMoved(found) if *found == lot),
    )
    .await;
    found("UPDATE funds SET spent_fen = spent_fen + 1", "UPDATE funds SET spent_fen = spent_fen - 1", &|one| {
        matches!(one, Difference::FundLots { .. })
    })
    .await;
    found(
        "UPDATE fund_movements SET fen = fen - 1 WHERE kind = 'allot'",
        "UPDATE fund_movements SET fen = fen + 1 WHERE kind = 'allot'",
        &|one| matches!(one, Difference::FundMoved { .. }),
    )
    .await;
}

/// The database itself refuses what no step may do: below zero, parts that do not add up, more than the
/// fund, an order that ends twice.
#[tokio::test]
async fn the_database_refuses_what_the_rules_forbid() {
    let server = TestServer::start().await;
    let member = &server.fixture.branches[0].members[1].clone();
    allotted(&server, server.fixture.branches[0].id, "2024-Q1", 10_000).await;
    let _ = issued(&server, member, 40, None).await;
    let order = reserved(&server, member, 15).await.unwrap();
    fulfilled(&server, order).await.unwrap();
    let raw = Raw::connect(server.storage.database_url()).await.expect("connects");
    for sql in [
        "UPDATE wallets SET free_points = -1",
        "UPDATE wallets SET reserved_points = -1",
        "UPDATE wallet_lots SET free_points = free_points + 1",
        "UPDATE wallet_lots SET free_points = -1, spent_points = issued_points + 1",
        "UPDATE funds SET committed_fen = 8501",
        "UPDATE funds SET spent_fen = -1",
        "UPDATE wallet_movements SET kind = 'cancel', points = -points",
        "UPDATE wallet_movements SET turn = 'end', reference_id = lot_id",
    ] {
        assert!(raw.execute_unprepared(sql).await.is_err(), "{sql}");
    }
    raw.close().await.expect("closes");
    assert_eq!(differences(&server).await, []);
}
