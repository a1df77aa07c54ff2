//! The second purse: redemption points, the funds behind them, and what the public reads of them (S0-9).

mod board;
mod expiry;
mod funds;
mod races;
mod reading;
mod verifying;

use futures_util::future::join_all;
use uuid::Uuid;
use xianfeng_api::Failure;
use xianfeng_api::auth::Act;
use xianfeng_api::purse::{self, Issue};
use xianfeng_api::verify::{Difference, Scope, verify};
use xianfeng_domain::Points;
use xianfeng_domain::ids::{OrderId, OrganizationId, SettlementId};
use xianfeng_domain::purse::{Amount, Lot, Undone, Wallet};
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

/// So many points as whole ones.
fn points(whole: i32) -> Points {
    Points::whole(whole)
}

/// The act of a settlement or an order, now.
fn act(server: &TestServer) -> Act {
    Act::of_machine(server.clock.now())
}

/// Puts money into the fund of a branch for a period.
pub(crate) async fn allotted(server: &TestServer, branch: OrganizationId, period: &str, fen: i64) {
    let (act, period) = (act(server), period.parse().unwrap());
    let put = async |tx: &Tx| purse::allot(tx, &act, branch, period, fen).await;
    server.app.database.transact("test", put).await.expect("the money is put in");
}

/// Issues points at one yuan each, from the fund of the first branch, for the first quarter.
async fn issued(server: &TestServer, member: &FixtureMember, whole: i32, until: Option<&str>) -> Lot {
    let settlement = SettlementId(Uuid::now_v7());
    issued_by(server, settlement, member, whole, until).await.expect("the fund suffices")
}

/// As [`issued`], by a given settlement.
async fn issued_by(
    server: &TestServer,
    settlement: SettlementId,
    member: &FixtureMember,
    whole: i32,
    until: Option<&str>,
) -> Result<Lot, Failure> {
    let issue = Issue {
        member: member.id,
        settlement,
        organization: server.fixture.branches[0].id,
        amount: Amount::at(points(whole), 1),
        expires_on: until.map(|day| day.parse().unwrap()),
        period: "2024-Q1".parse().unwrap(),
    };
    let act = act(server);
    server.app.database.transact("test", async |tx: &Tx| purse::issue(tx, &act, issue).await).await
}

/// A new order keeps points.
async fn reserved(server: &TestServer, member: &FixtureMember, whole: i32) -> Result<OrderId, Failure> {
    let (order, act) = (OrderId(Uuid::now_v7()), act(server));
    let keep = async |tx: &Tx| purse::reserve(tx, &act, member.id, order, points(whole)).await;
    server.app.database.transact("test", keep).await.map(|_| order)
}

/// The order is handed out.
async fn fulfilled(server: &TestServer, order: OrderId) -> Result<(), Failure> {
    let act = act(server);
    server.app.database.transact("test", async |tx: &Tx| purse::fulfil(tx, &act, order).await).await
}

/// The member calls the order off.
async fn cancelled(server: &TestServer, order: OrderId) -> Result<Points, Failure> {
    fell(server, order, Undone::ByMember).await
}

/// The order falls through; answers what came back too late.
async fn fell(server: &TestServer, order: OrderId, by: Undone) -> Result<Points, Failure> {
    let act = act(server);
    server.app.database.transact("test", async |tx: &Tx| purse::cancel(tx, &act, order, by).await).await
}

/// What a member has.
async fn wallet(server: &TestServer, member: &FixtureMember) -> Wallet {
    let read = async |tx: &Tx| xianfeng_infra::purse::find_wallet(tx, member.id).await;
    server.app.database.read(read).await.unwrap().unwrap_or_default()
}

/// The fund of the first branch.
async fn fund(server: &TestServer) -> xianfeng_domain::funds::Fund {
    let branch = server.fixture.branches[0].id;
    let read = async |tx: &Tx| xianfeng_infra::funds::find(tx, branch).await;
    server.app.database.read(read).await.unwrap().expect("it has a fund")
}

/// The code of a refusal.
fn code(failure: Failure) -> &'static str {
    match failure {
        Failure::Refused(problem) => problem.code().as_str(),
        Failure::Store(error) => panic!("{error}"),
    }
}

/// What `verify` finds.
async fn differences(server: &TestServer) -> Vec<Difference> {
    let found = verify(&server.app, Scope::default(), &|_, _, _| {}).await.expect("verification runs").differences;
    by_hand(found)
}

/// Points that a test issues by hand stand in no settlement, which verification says; the rest is left.
pub(crate) fn by_hand(found: Vec<Difference>) -> Vec<Difference> {
    found.into_iter().filter(|one| !matches!(one, Difference::LotWithoutLine(_))).collect()
}

/// The whole life of a lot, told by its sums.
#[tokio::test]
async fn s0_9_points_are_issued_spent_and_given_back_to_the_fen() {
    let server = TestServer::start().await;
    let member = &server.fixture.branches[0].members[1].clone();
    let branch = server.fixture.branches[0].id;
    let settlement = SettlementId(Uuid::now_v7());
    let short = issued_by(&server, settlement, member, 30, None).await.expect_err("there is no fund yet");
    assert_eq!(code(short), "fund.not_enough");
    allotted(&server, branch, "2024-Q1", 5_000).await;
    allotted(&server, branch, "2024-Q1", 5_000).await;
    assert_eq!((fund(&server).await.allotted, fund(&server).await.available()), (5_000, 5_000), "once a period");
    let short = issued_by(&server, settlement, member, 51, None).await.expect_err("the fund holds 50 yuan");
    assert_eq!(code(short), "fund.not_enough");
    let lot = issued_by(&server, settlement, member, 30, None).await.expect("the fund suffices");
    assert_eq!(issued_by(&server, settlement, member, 30, None).await.expect("a repeat").id, lot.id);
    assert_eq!((fund(&server).await.committed, wallet(&server, member).await.free), (3_000, points(30)));

    let (first, second) = (reserved(&server, member, 10).await.unwrap(), reserved(&server, member, 5).await.unwrap());
    let refused = reserved(&server, member, 16).await.expect_err("15 are left");
    assert_eq!(code(refused), "wallet.not_enough");
    for _ in 0..2 {
        fulfilled(&server, first).await.expect("handed out, and told so again");
        cancelled(&server, second).await.expect("given back once");
    }
    assert_eq!(code(cancelled(&server, first).await.unwrap_err()), "wallet.order_ended");
    assert_eq!(code(fulfilled(&server, second).await.unwrap_err()), "wallet.order_ended");
    let now = fund(&server).await;
    assert_eq!((now.committed, now.spent, now.available()), (2_000, 1_000, 2_000));
    assert_eq!(wallet(&server, member).await, Wallet { free: points(20), reserved: Points::ZERO });
    assert_eq!(differences(&server).await, []);
}

/// Several at once, each as a task of its own.
async fn at_once<T>(each: impl IntoIterator<Item = impl Future<Output = T>>) -> Vec<T> {
    join_all(each).await
}
