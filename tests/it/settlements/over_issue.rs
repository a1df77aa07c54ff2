//! An entry that turns out wrong after the settlement: on record, recovered from the next, never a
//! negative wallet.

use serde_json::{Value, json};
use xianfeng_api::auth::Act;
use xianfeng_api::ledger::grant_base_to_all;
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_infra::db::Tx;
use xianfeng_infra::purse;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{TERM_OVER, assert_clean, book, closed, entered, lines, plan, run, signed, statement};
use crate::inbox::told;
use crate::township::hundredths;
use crate::verify::{alter, check};

async fn corrected(server: &TestServer, entry: &str, how: &str) -> String {
    let why = json!({ "reason": "核查更正" });
    let done = server.post(&format!("/ledger/{entry}/{how}"), &server.fixture.clerk, why).await.expect(201);
    done["entries"][0]["id"].as_str().unwrap().to_owned()
}

/// What is owed now: points, recovered, open of each.
async fn debts(server: &TestServer) -> Vec<[Value; 3]> {
    let path = format!("/over-issues?organizationId={}", server.fixture.township.0);
    let page = server.get(&path, &server.fixture.clerk).await.expect(200);
    let items = page["items"].as_array().unwrap();
    items.iter().map(|one| ["points", "recoveredPoints", "openPoints"].map(|key| one[key].clone())).collect()
}

#[tokio::test]
async fn what_was_too_much_is_taken_off_the_next_settlement() {
    let server = TestServer::start_plan(&plan(book(5_000), &[(OrganizationKind::Village, 5)]), &[]).await;
    let members = server.fixture.branches[0].members.clone();
    let mut own = Vec::new();
    for (day, best) in [("2024-03-01", 2), ("2024-02-01", 2), ("2024-02-02", 1)] {
        let some: Vec<_> = members[1..=best].iter().collect();
        own.push(entered(&server, &some, day).await.remove(0));
    }
    server.set_time("2024-04-01T02:00:00Z");
    let closing = closed(&server, "2024-Q1").await;
    server.set_time(TERM_OVER);
    let draft = run(&server, &closing).await;
    signed(&server, &draft).await;
    assert_eq!(lines(&server, &draft).await[1]["points"], json!(60));

    // One entry less and the best are equal: still excellent. Another, and the member is good: 20 too much.
    corrected(&server, &own[0], "reversal").await;
    assert_eq!(debts(&server).await, Vec::<[Value; 3]>::new());
    let reversal = corrected(&server, &own[1], "reversal").await;
    assert_eq!(debts(&server).await, [[json!(20), json!(0), json!(20)]]);
    // Mended and taken back again.
    let mended = corrected(&server, &reversal, "reinstatement").await;
    assert_eq!(debts(&server).await, [[json!(20), json!(0), json!(0)]]);
    corrected(&server, &mended, "reversal").await;
    assert_eq!(debts(&server).await[0], [json!(20), json!(0), json!(20)]);
    let wallet = async |tx: &Tx| purse::find_wallet(tx, members[1].id).await;
    let wallet = server.app.database.read(wallet).await.unwrap().expect("a wallet");
    assert_eq!(wallet.free, xianfeng_domain::Points::whole(60), "never out of the wallet");

    for day in ["2024-04-08", "2024-04-09", "2024-04-10", "2024-04-07", "2024-04-06"] {
        entered(&server, &[&members[1]], day).await;
    }
    server.set_time("2024-07-01T02:00:00Z");
    let closing = closed(&server, "2024-Q2").await;
    server.set_time("2024-07-10T04:00:00Z");
    let next = run(&server, &closing).await;
    signed(&server, &next).await;
    let line = &lines(&server, &next).await[1];
    let figures = ["nominalPoints", "owedPoints", "recoveredPoints", "points"].map(|key| line[key].clone());
    assert_eq!(figures, [json!(60), json!(20), json!(20), json!(40)]);
    assert_eq!(debts(&server).await[0], [json!(20), json!(20), json!(0)]);
    assert_clean(&server).await;

    // Mended after it was recovered, and taken back once more: it was paid.
    let reversal = newest(&server, &members[1], "reversal").await;
    let mended = corrected(&server, &reversal, "reinstatement").await;
    assert_eq!(sums(&server, ["openPoints", "dueBackPoints"]).await, [0, 2_000]);
    assert_eq!(told(&server, &members[1], "points.come_back").await, 1);
    corrected(&server, &mended, "reversal").await;
    assert_eq!(sums(&server, ["openPoints", "dueBackPoints"]).await, [0, 0], "one entry is recovered once");
    assert_clean(&server).await;

    // Mended for good: what was taken off in vain comes back with the next settlement, once.
    let reversal = newest(&server, &members[1], "reversal").await;
    corrected(&server, &reversal, "reinstatement").await;
    server.set_time("2024-10-01T02:00:00Z");
    let closing = closed(&server, "2024-Q3").await;
    server.set_time("2024-10-10T04:00:00Z");
    let third = run(&server, &closing).await;
    signed(&server, &third).await;
    let line = line_of(&server, &third, &members[1]).await;
    assert_eq!((&line["dueBackPoints"], &line["givenBackPoints"]), (&json!(20), &json!(20)), "{line}");
    assert_eq!(hundredths(&line["points"]), hundredths(&line["nominalPoints"]) + 2_000, "{line}");
    let village = statement(&server, &third).await["villages"][0].clone();
    assert_eq!((&village["givenBackPoints"], &village["recoveredPoints"]), (&json!(20), &json!(0)));
    assert_eq!(told(&server, &members[1], "points.given_back").await, 1);
    assert_eq!(sums(&server, ["openPoints", "dueBackPoints", "givenBackPoints"]).await, [0, 0, 2_000]);
    assert_clean(&server).await;
    alter(&server, "UPDATE over_issues SET given_back = given_back - 100 WHERE given_back > 0").await;
    let named: Vec<_> = check(&server).await.differences.iter().map(ToString::to_string).collect();
    assert!(named.len() == 1 && named[0].contains("gave back 20"), "{named:?}");
}

/// The sums of some figures over all over-issues, in hundredths.
async fn sums<const N: usize>(server: &TestServer, names: [&str; N]) -> [i64; N] {
    let path = format!("/over-issues?organizationId={}", server.fixture.township.0);
    let page = server.get(&path, &server.fixture.clerk).await.expect(200);
    names.map(|name| page["items"].as_array().unwrap().iter().map(|one| hundredths(&one[name])).sum())
}

/// A member's newest entry of a kind.
async fn newest(server: &TestServer, member: &FixtureMember, kind: &str) -> String {
    let own = server.get("/me/ledger?limit=100", member).await.expect(200);
    let found = own["items"].as_array().unwrap().iter().find(|one| one["kind"] == kind).unwrap();
    found["id"].as_str().unwrap().to_owned()
}

/// S0-9, S2-1: base points of a settled quarter that the committee withholds have cost redemption points,
/// too.
#[tokio::test]
async fn base_points_withheld_after_the_settlement_are_an_over_issue() {
    let quarterly = book(5_000).replace("points = \"60\"\nper = \"year\"", "points = \"60\"\nper = \"quarter\"");
    assert_ne!(quarterly, book(5_000));
    let server = TestServer::start_plan(&plan(quarterly, &[(OrganizationKind::Village, 5)]), &[]).await;
    let members = server.fixture.branches[0].members.clone();
    let act = Act::of_machine(server.clock.now());
    let quarter = "2024-Q1".parse().unwrap();
    grant_base_to_all(&server.app, &act, server.fixture.township, quarter).await.unwrap();
    entered(&server, &[&members[1]], "2024-03-01").await;
    server.set_time("2024-04-01T02:00:00Z");
    let closing = closed(&server, "2024-Q1").await;
    server.set_time(TERM_OVER);
    let draft = run(&server, &closing).await;
    signed(&server, &draft).await;
    let best = lines(&server, &draft).await;
    let best = best.iter().find(|line| line["memberId"] == json!(members[1].id.0)).unwrap();
    assert_eq!(best["points"], json!(60));

    let decision = json!({ "period": "2024-Q1", "reason": "受到警告处分", "meeting": "2024年4月支委会" });
    let path = format!("/members/{}/base-withholdings", members[1].id.0);
    server.post(&path, &server.fixture.clerk, decision).await.expect(201);
    let owed = debts(&server).await;
    assert!(owed.len() == 1 && owed[0][2].as_f64().unwrap() > 0.0, "{owed:?}");
    assert_clean(&server).await;
}

/// S0-9: a debt is in points that were issued, so that a fund that does not suffice makes it no smaller, and
/// what is taken off stays in the fund.
#[tokio::test]
async fn a_debt_is_taken_off_unscaled_where_the_fund_does_not_suffice() {
    let server = TestServer::start_plan(&plan(book(100), &[(OrganizationKind::Village, 5)]), &[]).await;
    let members = server.fixture.branches[0].members.clone();
    let mut own = Vec::new();
    for (day, best) in [("2024-03-01", 2), ("2024-02-01", 2), ("2024-02-02", 1)] {
        let some: Vec<_> = members[1..=best].iter().collect();
        own.push(entered(&server, &some, day).await.remove(0));
    }
    server.set_time("2024-04-01T02:00:00Z");
    let closing = closed(&server, "2024-Q1").await;
    server.set_time(TERM_OVER);
    let first = run(&server, &closing).await;
    signed(&server, &first).await;
    let had = line_of(&server, &first, &members[1]).await;
    let [nominal, points] = ["nominalPoints", "points"].map(|name| hundredths(&had[name]));
    assert!(nominal == 6_000 && points < 5_400, "scaled: {had}");
    for entry in &own[..2] {
        corrected(&server, entry, "reversal").await;
    }
    let [owed] = sums(&server, ["openPoints"]).await;
    assert!((owed - 2_000 * points / nominal).abs() <= 1, "twenty, scaled as then: {owed} of {points}");

    for day in ["2024-04-08", "2024-04-09", "2024-04-10", "2024-04-07", "2024-04-06"] {
        entered(&server, &[&members[1]], day).await;
    }
    server.set_time("2024-07-01T02:00:00Z");
    let closing = closed(&server, "2024-Q2").await;
    server.set_time("2024-07-10T04:00:00Z");
    let second = run(&server, &closing).await;
    let line = line_of(&server, &second, &members[1]).await;
    let village = statement(&server, &second).await["villages"][0].clone();
    let [wanted, recovered] = ["wantedPoints", "recoveredPoints"].map(|name| hundredths(&village[name]));
    // A point is a yuan: what is available in fen is so many hundredths of a point.
    let [available, left] = ["availableFen", "leftFen"].map(|name| village[name].as_i64().unwrap());
    assert!(available < wanted, "scaled again: {village}");
    assert_eq!((hundredths(&line["recoveredPoints"]), recovered, left), (owed, owed, owed), "it stays in the fund");
    let by_rate = hundredths(&line["nominalPoints"]) * available / wanted;
    assert!((hundredths(&line["points"]) + owed - by_rate).abs() <= 1, "{line} {village}");
    signed(&server, &second).await;
    assert_clean(&server).await;
}

async fn line_of(server: &TestServer, settlement: &Value, member: &FixtureMember) -> Value {
    let all = lines(server, settlement).await;
    all.into_iter().find(|line| line["memberId"] == json!(member.id.0)).unwrap()
}
