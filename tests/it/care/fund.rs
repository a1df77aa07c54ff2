//! The fund that is a share of dues: S4-8, S4-12, invariant 5.

use futures_util::future::join_all;
use serde_json::{Value, json};
use xianfeng_domain::access::Role;

use super::{GROUND, appointed, entered, entry, funded, pairing, read, steps, township};
use crate::inbox::told;
use crate::verify::{alter, check};

/// A decided share of what was paid; again it adds what came since, and takes back what is less now.
#[tokio::test]
async fn a_share_of_the_dues_is_put_in() {
    let server = township().await;
    let (branch, clerk) = (server.fixture.branches[0].clone(), server.fixture.clerk.clone());
    let fund = format!("/care-fund/{}", server.fixture.township.0);
    let draw = async |year: i32| server.post(&format!("{fund}/inflows"), &clerk, json!({ "year": year })).await;
    draw(2024).await.refused("care_fund.no_share");
    let share =
        json!({ "percentHundredths": 1_000, "fromYear": 2026, "meeting": "乡党委会", "decidedOn": "2024-01-10" });
    server.post(&format!("{fund}/shares"), &clerk, share.clone()).await.refused("request.invalid");
    server.post(&format!("/care-fund/{}/shares", branch.id.0), &clerk, share).await.refused("care_fund.not_found");
    funded(&server).await;
    draw(2025).await.refused("request.invalid");
    let again = draw(2024).await.expect(201);
    assert_eq!(
        (&again["addedFen"], &again["duesFen"], &again["balanceFen"]),
        (&json!(0), &json!(20_000), &json!(2_000))
    );
    // Drawn by many at once, it is put in once.
    let share =
        json!({ "percentHundredths": 2_000, "fromYear": 2024, "meeting": "乡党委会", "decidedOn": "2024-02-10" });
    server.post(&format!("{fund}/shares"), &clerk, share).await.expect(201);
    let answers = join_all((0..6).map(|_| draw(2024))).await;
    let added: Vec<_> = answers.iter().map(|answer| answer.expect(201)["addedFen"].as_i64().unwrap()).collect();
    assert_eq!(added.iter().sum::<i64>(), 2_000, "{added:?}");
    // Less was decided since: what is not paid out yet goes back.
    let path = entered(&server, &branch.members[0], entry("support", &branch.members[1])).await;
    let pay = json!({ "amountFen": 3_500, "on": "2024-03-01", "receipt": "收条第1号" });
    server.post(&format!("{path}/payments"), &clerk, pay).await.expect(201);
    let share = json!({ "percentHundredths": 100, "fromYear": 2024, "meeting": "乡党委会", "decidedOn": "2024-02-20" });
    server.post(&format!("{fund}/shares"), &clerk, share).await.expect(201);
    let back = draw(2024).await.expect(201);
    assert_eq!((&back["addedFen"], &back["drawnFen"], &back["balanceFen"]), (&json!(-500), &json!(3_500), &json!(0)));
}

/// Invariant 5: `verify` computes the fund anew from its lines, and names what was altered by hand.
#[tokio::test]
async fn a_fund_altered_by_hand_is_named() {
    let server = township().await;
    funded(&server).await;
    assert_eq!(check(&server).await.differences, []);
    alter(&server, "UPDATE care_funds SET in_fen = in_fen + 100").await;
    let lines: Vec<_> = check(&server).await.differences.iter().map(ToString::to_string).collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].ends_with("its lines say 2000 put in and 0 paid out"), "{lines:?}");
}

/// Two payments race for the last fen: one wins, and the fund is never below zero.
#[tokio::test]
async fn the_last_fen_is_paid_once() {
    let server = township().await;
    let (branch, clerk) = (server.fixture.branches[0].clone(), server.fixture.clerk.clone());
    let [first, second] = [1, 2].map(|place| branch.members[place].clone());
    funded(&server).await;
    let mut paths = Vec::new();
    for member in [&first, &second] {
        paths.push(entered(&server, &branch.members[0], entry("support", member)).await);
    }
    let pay = json!({ "amountFen": 2_000, "on": "2024-03-01", "receipt": "收条" });
    let payments: Vec<String> = paths.iter().map(|path| format!("{path}/payments")).collect();
    let answers = join_all(payments.iter().cycle().take(8).map(|path| server.post(path, &clerk, pay.clone()))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("care_fund.short");
    }
    let paid = answers.iter().find(|answer| answer.status == 201).unwrap().json();
    assert_eq!(paid["balanceFen"], 0);
    assert_eq!(told(&server, &first, "care.paid").await + told(&server, &second, "care.paid").await, 1);
}

/// What is not paid for, and by whom; the statement has sums for all, names for who needs to know them.
#[tokio::test]
async fn payments_and_the_statement() {
    let server = township().await;
    let (branch, clerk) = (server.fixture.branches[0].clone(), server.fixture.clerk.clone());
    let [secretary, member, overseer, young] = [0, 1, 2, 3].map(|place| branch.members[place].clone());
    appointed(&server, &overseer, Role::Overseer).await;
    funded(&server).await;
    let path = entered(&server, &secretary, entry("support", &member)).await;
    let pair = entered(&server, &secretary, pairing(&member, &young)).await;
    let pay = |fen: i64| json!({ "amountFen": fen, "on": "2024-03-01", "receipt": "收条第3号" });
    server.post(&format!("{path}/payments"), &secretary, pay(1)).await.refused("auth.forbidden");
    server.post(&format!("{pair}/payments"), &clerk, pay(1)).await.refused("care.not_paid_for");
    server.post(&format!("{path}/payments"), &clerk, pay(0)).await.refused("request.invalid");
    server.post(&format!("{path}/payments"), &clerk, pay(2_001)).await.refused("care_fund.short");
    let key = "one-payment-and-its-retry";
    for _ in 0..2 {
        let paid = server.post_with_key(&format!("{path}/payments"), &clerk, key, pay(1_500)).await.expect(201);
        assert_eq!(paid["balanceFen"], 500, "sent again it is paid once");
    }
    let statement = format!("/care-fund/{}/statement?year=2024", server.fixture.township.0);
    let full = server.get(&statement, &clerk).await.expect(200);
    for (sum, fen) in [("openingFen", 0), ("inflowFen", 2_000), ("outflowFen", 1_500), ("closingFen", 500)] {
        assert_eq!(full[sum], fen, "{full}");
    }
    let lines = full["items"].as_array().unwrap();
    assert_eq!(
        (lines.len(), &lines[0]["memberName"], &lines[0]["receipt"]),
        (2, &json!(member.name), &json!("收条第3号"))
    );
    let bare = server.get(&statement, &overseer).await.expect(200);
    assert_eq!(bare["lists"], json!([{ "kind": "support", "fen": 1_500 }]));
    assert_eq!(bare["items"], json!([]));
    assert!(!bare.to_string().contains(&member.name) && !bare.to_string().contains(GROUND));
    server.get(&statement, &secretary).await.refused("organization.not_found");
    server.get(&statement, &member).await.refused("auth.forbidden");
    let next = server.get(&statement.replace("2024", "2025"), &clerk).await.expect(200);
    assert_eq!(
        (&next["openingFen"], &next["closingFen"], &next["items"]),
        (&json!(500), &json!(500), &Value::Array(vec![]))
    );
}

/// S4-8: a payment that was a mistake is taken back by another, with a reason, once; both lines stay.
#[tokio::test]
async fn a_mistaken_payment_is_taken_back_once_and_both_lines_stay() {
    let server = township().await;
    let (branch, clerk) = (server.fixture.branches[0].clone(), server.fixture.clerk.clone());
    let [secretary, member, overseer, other] = [0, 1, 2, 3].map(|place| branch.members[place].clone());
    appointed(&server, &overseer, Role::Overseer).await;
    appointed(&server, &other, Role::TownshipAdmin).await;
    funded(&server).await;
    let path = entered(&server, &secretary, entry("support", &member)).await;
    let pay = |fen: i64| json!({ "amountFen": fen, "on": "2024-03-01", "receipt": "收条第7号" });
    let paid = server.post(&format!("{path}/payments"), &clerk, pay(1_500)).await.expect(201);
    let reversal = format!("/care/payments/{}/reversal", paid["id"].as_str().unwrap());
    let why = json!({ "reason": "金额登记有误" });
    server.post(&reversal, &secretary, why.clone()).await.refused("auth.forbidden");
    server.post(&reversal, &overseer, why.clone()).await.refused("auth.forbidden");
    server.post(&reversal, &clerk, why.clone()).await.refused("care.payment_own");
    server.post(&reversal, &other, json!({ "reason": " " })).await.refused("request.invalid");
    let unknown = "/care/payments/018e0f6a-0000-7000-8000-000000000083/reversal";
    server.post(unknown, &other, why.clone()).await.refused("care.payment_not_found");
    // Of many at once one takes it back.
    let answers = join_all((0..6).map(|_| server.post(&reversal, &other, why.clone()))).await;
    let (done, late): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 201);
    assert_eq!(done.len(), 1);
    for answer in late {
        answer.refused("care.payment_reversed");
    }
    let done = done[0].json();
    assert_eq!(
        (&done["amountFen"], &done["balanceFen"], &done["paymentId"]),
        (&json!(1_500), &json!(2_000), &paid["id"])
    );
    assert_eq!(told(&server, &member, "care.payment_reversed").await, 1);
    assert_eq!(steps(&read(&server, &path, &clerk).await), ["payment_reversed", "paid"]);
    // A line against a line is none to take back.
    let again = format!("/care/payments/{}/reversal", done["id"].as_str().unwrap());
    server.post(&again, &other, why.clone()).await.refused("care.payment_not_found");

    // It may be paid again, and the statement shows all three.
    server.post(&format!("{path}/payments"), &clerk, pay(300)).await.expect(201);
    let statement = format!("/care-fund/{}/statement?year=2024", server.fixture.township.0);
    let full = server.get(&statement, &clerk).await.expect(200);
    for (sum, fen) in [("inflowFen", 2_000), ("outflowFen", 300), ("closingFen", 1_700)] {
        assert_eq!(full[sum], fen, "{full}");
    }
    assert_eq!(full["lists"], json!([{ "kind": "support", "fen": 300 }]));
    let lines = full["items"].as_array().unwrap();
    let kinds: Vec<_> = lines.iter().map(|line| line["line"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["payment", "reversal", "payment", "inflow"]);
    assert_eq!((&lines[1]["reverses"], &lines[2]["reversedBy"]), (&paid["id"], &done["id"]));
    assert_eq!((&lines[1]["receipt"], &lines[1]["memberName"]), (&json!("金额登记有误"), &json!(member.name)));
    assert!(lines[0]["reversedBy"].is_null() && lines[3]["reverses"].is_null());
    let bare = server.get(&statement, &overseer).await.expect(200);
    assert_eq!((&bare["outflowFen"], &bare["items"]), (&json!(300), &json!([])));
    assert_eq!(check(&server).await.differences, []);
    alter(&server, "UPDATE care_movements SET fen = fen + 1 WHERE kind = 'reversal'").await;
    assert_eq!(check(&server).await.differences.len(), 2, "the fund, and the line that says another sum");
}

/// Who administers alone takes back their own payment; an entry that has ended is no obstacle, and the year of the
/// mistake stays as it was told.
#[tokio::test]
async fn alone_one_takes_back_what_one_paid() {
    let server = township().await;
    let (branch, clerk) = (server.fixture.branches[0].clone(), server.fixture.clerk.clone());
    funded(&server).await;
    let path = entered(&server, &branch.members[0], entry("care", &branch.members[1])).await;
    let pay = json!({ "amountFen": 500, "on": "2024-03-01", "receipt": "收条" });
    let paid = server.post(&format!("{path}/payments"), &clerk, pay).await.expect(201);
    let end = json!({ "on": "2024-03-01", "outcome": "completed", "reason": "已康复" });
    server.post(&format!("{path}/end"), &branch.members[0], end).await.expect(200);
    server.set_time("2025-01-05T02:00:00Z");
    let reversal = format!("/care/payments/{}/reversal", paid["id"].as_str().unwrap());
    server.post(&reversal, &clerk, json!({ "reason": "重复支付" })).await.expect(201);
    let statement = format!("/care-fund/{}/statement?year=", server.fixture.township.0);
    let then = server.get(&format!("{statement}2024"), &clerk).await.expect(200);
    assert_eq!((&then["outflowFen"], &then["closingFen"]), (&json!(500), &json!(1_500)));
    let now = server.get(&format!("{statement}2025"), &clerk).await.expect(200);
    assert_eq!((&now["outflowFen"], &now["closingFen"]), (&json!(-500), &json!(2_000)));
    assert_eq!(check(&server).await.differences, []);
}
