//! What members and officers read of redemption points (S0-9, S1-6).

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{allotted, cancelled, fulfilled, issued, reserved};
use crate::leaderboards::scene::entry;

#[tokio::test]
async fn s0_9_a_member_reads_lots_and_every_step_in_plain_words() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    let empty = server.get("/me/wallet", member).await.expect(200);
    assert_eq!(
        (&empty["free"], &empty["lots"], &empty["sentence"]),
        (&json!(0), &json!([]), &json!("您有0兑换分可用。"))
    );
    allotted(&server, branch.id, "2024-Q1", 10_000).await;
    let _ = issued(&server, member, 10, None).await;
    let _ = issued(&server, member, 30, Some("2024-03-20")).await;
    let (out, back) = (reserved(&server, member, 12).await.unwrap(), reserved(&server, member, 3).await.unwrap());
    fulfilled(&server, out).await.unwrap();
    let shown = server.get("/me/wallet", member).await.expect(200);
    assert_eq!((&shown["free"], &shown["reserved"]), (&json!(25), &json!(3)));
    assert_eq!((&shown["lots"][0]["free"], &shown["lots"][0]["spent"]), (&json!(15), &json!(12)), "the dated one pays");
    assert_eq!(shown["lots"][0]["organizationName"], "第1村党支部");
    assert_eq!(
        shown["sentence"],
        "您有25兑换分可用，另有3兑换分已为兑换预留。其中15兑换分将于2024年3月20日到期，请在此前兑换。"
    );
    cancelled(&server, back).await.unwrap();
    let (mut seen, mut path) = (Vec::new(), "/me/wallet/movements?limit=2".to_owned());
    loop {
        let page = server.get(&path, member).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["nextCursor"].as_str() else { break };
        path = format!("/me/wallet/movements?limit=2&cursor={next}");
    }
    let told: Vec<(&str, &Value)> = seen.iter().map(|one| (one["kind"].as_str().unwrap(), &one["points"])).collect();
    let expected = [("cancel", 3), ("fulfil", 0), ("reserve", -3), ("reserve", -12), ("issue", 30), ("issue", 10)];
    let expected = expected.map(|(kind, points)| (kind, json!(points)));
    assert_eq!(told, expected.each_ref().map(|(kind, points)| (*kind, points)));
    assert_eq!(seen[4]["sentence"], "2024年3月1日，2024年第一季度结算发放30兑换分，2024年3月20日前有效。");
    let sum: i64 = seen.iter().map(|one| one["points"].as_i64().unwrap()).sum();
    assert_eq!(json!(sum), server.get("/me/wallet", member).await.expect(200)["free"]);
}

/// Officers see the wallets of their branch, and the audit log says so; nobody else does.
#[tokio::test]
async fn a_wallet_is_read_by_reach_and_disclosed() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let path = format!("/members/{}/wallet", branch.members[1].id);
    server.get(&path, &branch.members[1]).await.expect(200);
    server.get(&path, &branch.members[2]).await.refused("member.not_found");
    server.get(&path, &other.members[0]).await.refused("member.not_found");
    let log = format!("/audit?subjectId={}", branch.members[1].id);
    let lines = async || {
        let log = server.get(&log, &server.fixture.clerk).await.expect(200);
        let lines = log["items"].as_array().unwrap().clone();
        lines.into_iter().filter(|line| line["action"] == "wallet.get").count()
    };
    assert_eq!(lines().await, 0);
    server.get(&path, &branch.members[0]).await.expect(200);
    assert_eq!(lines().await, 1);
}

/// A second purse: neither issuing nor spending moves a total or a rank.
#[tokio::test]
async fn s0_9_spending_never_moves_a_rank() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    entry(&server, &branch, member, 300, "2024-02-10", None).await;
    entry(&server, &branch, &branch.members[2], 200, "2024-02-10", None).await;
    let standing = async || {
        let board = format!("/leaderboards/members?organizationId={}&period=2024-Q1", branch.id);
        let board = server.get(&board, member).await.expect(200);
        let own = server.get("/me/points?period=2024-Q1", member).await.expect(200);
        (board["items"].clone(), own)
    };
    let before = standing().await;
    allotted(&server, branch.id, "2024-Q1", 10_000).await;
    let _ = issued(&server, member, 100, None).await;
    let order = reserved(&server, member, 100).await.unwrap();
    fulfilled(&server, order).await.unwrap();
    assert_eq!(standing().await, before);
}
