//! Orders, settlements and ends at once (pitfalls 2 to 4, invariant 5).

use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::ids::SettlementId;
use xianfeng_domain::purse::Wallet;
use xianfeng_tests::TestServer;

use super::{
    allotted, at_once, cancelled, code, differences, fulfilled, fund, issued, issued_by, points, reserved, wallet,
};

/// Fifty orders at once with money for one: one success, 49 clear refusals, balance 0.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn s0_9_fifty_orders_at_once_spend_the_money_once() {
    // Fifty wait for one row: on a busy machine longer than people should.
    let server = TestServer::start_with(1, 2, &[("database.acquire_timeout_ms", "30000")]).await;
    let member = &server.fixture.branches[0].members[1].clone();
    allotted(&server, server.fixture.branches[0].id, "2024-Q1", 10_000).await;
    let _ = issued(&server, member, 6, None).await;
    let _ = issued(&server, member, 4, Some("2024-12-31")).await;
    let all = at_once((0..50).map(|_| reserved(&server, member, 10))).await;
    let (done, refused): (Vec<_>, Vec<_>) = all.into_iter().partition(Result::is_ok);
    assert_eq!((done.len(), refused.len()), (1, 49));
    assert!(refused.into_iter().all(|one| code(one.unwrap_err()) == "wallet.not_enough"));
    assert_eq!(wallet(&server, member).await, Wallet { free: Points::ZERO, reserved: points(10) });
    assert_eq!(differences(&server).await, []);
}

/// The same settlement by two administrators, for more members than the fund suffices for.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn s0_9_a_fund_is_never_exceeded_and_a_settlement_issues_once() {
    let server = TestServer::start_with(1, 8, &[("database.acquire_timeout_ms", "30000")]).await;
    let members = server.fixture.branches[0].members.clone();
    allotted(&server, server.fixture.branches[0].id, "2024-Q1", 5_000).await;
    let settlement = SettlementId(Uuid::now_v7());
    let twice = members.iter().chain(&members).map(|member| issued_by(&server, settlement, member, 10, None));
    let all = at_once(twice).await;
    let done = all.iter().filter(|one| one.is_ok()).count();
    let refused = all.into_iter().filter_map(Result::err).map(code);
    assert!(refused.into_iter().all(|code| code == "fund.not_enough"));
    assert!((5..=10).contains(&done), "five members, told once or twice: {done}");
    let fund = fund(&server).await;
    assert_eq!((fund.committed, fund.available()), (5_000, 0));
    assert_eq!(differences(&server).await, []);
}

/// Handing out and cancelling the same order at once: exactly one wins.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn s0_9_an_order_is_handed_out_or_given_back_never_both() {
    let server = TestServer::start().await;
    let member = &server.fixture.branches[0].members[1].clone();
    allotted(&server, server.fixture.branches[0].id, "2024-Q1", 10_000).await;
    let _ = issued(&server, member, 100, None).await;
    let mut kept = points(100);
    for _ in 0..8 {
        let order = reserved(&server, member, 10).await.unwrap();
        let (out, back) = tokio::join!(
            at_once((0..3).map(|_| fulfilled(&server, order))),
            at_once((0..3).map(|_| cancelled(&server, order)))
        );
        let handed_out = out.iter().all(Result::is_ok);
        assert_eq!(out.iter().any(Result::is_ok), handed_out);
        assert!(back.into_iter().all(|one| one.is_ok() != handed_out));
        kept = if handed_out { kept - points(10) } else { kept };
        assert_eq!(wallet(&server, member).await, Wallet { free: kept, reserved: Points::ZERO });
    }
    let fund = fund(&server).await;
    assert_eq!(fund.spent, (points(100) - kept).hundredths());
    assert_eq!(differences(&server).await, []);
}
