//! Lots run out, oldest day first, with notice before; what comes back late stays good (S0-9).

use sea_orm::{ConnectionTrait, Database as Raw, Statement};
use serde_json::json;
use xianfeng_api::work::Job;
use xianfeng_domain::Points;
use xianfeng_domain::purse::{Undone, Wallet};
use xianfeng_tests::TestServer;

use super::{allotted, at_once, cancelled, code, differences, fell, fulfilled, fund, issued, points, reserved, wallet};

async fn until_idle(server: &TestServer, job: Job) -> usize {
    let mut done = 0;
    loop {
        match job.step(&server.app, server.clock.now()).await.expect("a step") {
            0 => return done,
            more => done += more,
        }
    }
}

/// How many messages of a kind there are.
async fn told(server: &TestServer, kind: &str) -> i64 {
    let raw = Raw::connect(server.storage.database_url()).await.expect("connects");
    let sql = format!("SELECT COUNT(*) FROM inbox_messages WHERE kind = '{kind}'");
    let row = raw.query_one_raw(Statement::from_string(raw.get_database_backend(), sql)).await.expect("counts");
    let count = row.expect("a row").try_get_by_index(0).expect("a count");
    raw.close().await.expect("closes");
    count
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s0_9_lots_run_out_once_and_their_money_is_available_again() {
    let server = TestServer::start().await;
    let [one, other] = [1, 2].map(|index| server.fixture.branches[0].members[index].clone());
    allotted(&server, server.fixture.branches[0].id, "2024-Q1", 10_000).await;
    let _ = issued(&server, &one, 30, Some("2024-04-15")).await;
    let _ = issued(&server, &one, 10, None).await;
    let _ = issued(&server, &other, 20, Some("2024-04-20")).await;

    server.set_time("2024-03-15T15:59:59Z");
    assert_eq!(until_idle(&server, Job::NoticeLots).await, 0, "31 days are left");
    server.set_time("2024-03-15T16:00:00Z");
    assert_eq!(until_idle(&server, Job::NoticeLots).await, 1);
    server.set_time("2024-04-15T15:59:59Z");
    let _ = at_once((0..2).map(|_| until_idle(&server, Job::NoticeLots))).await;
    assert_eq!((until_idle(&server, Job::NoticeLots).await, told(&server, "wallet.expiring").await), (0, 2));

    assert_eq!(until_idle(&server, Job::ExpireLots).await, 0, "the last day counts");
    let order = reserved(&server, &one, 5).await.unwrap();
    server.set_time("2024-04-15T16:00:00Z");
    let refused = reserved(&server, &one, 11).await.expect_err("before the job has run, too");
    assert_eq!(code(refused), "wallet.not_enough");
    assert_eq!(server.get("/me/wallet", &one).await.expect(200)["free"], 10);
    let _ = at_once((0..3).map(|_| until_idle(&server, Job::ExpireLots))).await;
    assert_eq!(until_idle(&server, Job::ExpireLots).await, 0);
    assert_eq!(told(&server, "wallet.expired").await, 1);
    assert_eq!(wallet(&server, &one).await, Wallet { free: points(10), reserved: points(5) });
    let now = fund(&server).await;
    assert_eq!((now.committed, now.available()), (3_500, 6_500), "25 points ran out, 5 are kept for the order");
    fulfilled(&server, order).await.expect("what was kept in time is handed out");
    assert_eq!(differences(&server).await, []);
}

/// In doubt the member keeps the points: thirty more days from the day of the refund.
#[tokio::test]
async fn s0_9_what_comes_back_after_its_day_is_good_for_thirty_days() {
    let server = TestServer::start().await;
    let member = &server.fixture.branches[0].members[1].clone();
    allotted(&server, server.fixture.branches[0].id, "2024-Q1", 10_000).await;
    let _ = issued(&server, member, 30, Some("2024-04-15")).await;
    let order = reserved(&server, member, 5).await.unwrap();
    server.set_time("2024-04-18T01:00:00Z");
    // No job has run: the refund itself takes out what ran out.
    cancelled(&server, order).await.unwrap();
    assert_eq!(wallet(&server, member).await, Wallet { free: points(5), reserved: Points::ZERO });
    let shown = server.get("/me/wallet", member).await.expect(200);
    assert_eq!(shown["expiring"][0]["expiresOn"], "2024-05-18");
    assert_eq!((&shown["expiring"][0]["points"], &shown["expiring"][0]["daysLeft"]), (&json!(5), &json!(30)));
    assert_eq!(until_idle(&server, Job::NoticeLots).await, 1, "the new day is told");
    server.set_time("2024-05-18T16:00:00Z");
    assert_eq!(until_idle(&server, Job::ExpireLots).await, 1, "the lot runs out a second time");
    assert_eq!(wallet(&server, member).await, Wallet::default());
    assert_eq!((fund(&server).await.committed, fund(&server).await.available()), (0, 10_000));
    assert_eq!(differences(&server).await, []);
}

/// S0-9: who orders before the last day and calls off after it is helped once; nobody loses points by what others do.
#[tokio::test]
async fn s0_9_the_days_after_a_cancelled_order_are_given_once_to_the_member() {
    let server = TestServer::start().await;
    let member = &server.fixture.branches[0].members[1].clone();
    allotted(&server, server.fixture.branches[0].id, "2024-Q1", 10_000).await;
    let _ = issued(&server, member, 30, Some("2024-04-15")).await;
    let [own, late, shop, broken] = {
        let mut orders = Vec::new();
        for _ in 0..4 {
            orders.push(reserved(&server, member, 5).await.unwrap());
        }
        orders.try_into().unwrap()
    };
    server.set_time("2024-04-18T01:00:00Z");
    assert_eq!(cancelled(&server, own).await.unwrap(), Points::ZERO, "the first time");
    let lots = server.get("/me/wallet", member).await.expect(200)["lots"].clone();
    assert_eq!((&lots[0]["expiresOn"], &lots[0]["graceUsed"]), (&json!("2024-05-18"), &json!(true)));
    // After those days the member is late; the five that were free run out with what comes back.
    server.set_time("2024-05-20T01:00:00Z");
    assert_eq!(cancelled(&server, late).await.unwrap(), points(5));
    assert_eq!(cancelled(&server, late).await.unwrap(), Points::ZERO, "once");
    assert_eq!(wallet(&server, member).await, Wallet { free: Points::ZERO, reserved: points(10) });
    assert_eq!((fund(&server).await.committed, fund(&server).await.available()), (1_000, 9_000));
    let moves = server.get("/me/wallet/movements", member).await.expect(200)["items"].clone();
    let kinds: Vec<_> = moves.as_array().unwrap().iter().take(3).map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["expire", "cancel", "expire"], "{moves}");
    // The shop's doing: thirty days, always; the member's own is not given back by it.
    assert_eq!(fell(&server, shop, Undone::ByOthers).await.unwrap(), Points::ZERO);
    assert_eq!(wallet(&server, member).await, Wallet { free: points(5), reserved: points(5) });
    server.set_time("2024-06-25T01:00:00Z");
    assert_eq!(fell(&server, broken, Undone::ByOthers).await.unwrap(), Points::ZERO);
    assert_eq!(wallet(&server, member).await, Wallet { free: points(5), reserved: Points::ZERO });
    server.set_time("2024-07-25T15:59:59Z");
    let again = reserved(&server, member, 5).await.unwrap();
    server.set_time("2024-07-26T01:00:00Z");
    assert_eq!(cancelled(&server, again).await.unwrap(), points(5), "not a second time");
    assert_eq!(wallet(&server, member).await, Wallet::default());
    assert_eq!(fund(&server).await.committed, 0);
    assert_eq!(differences(&server).await, []);
}
