//! The signature, and that nothing changes after it: S2-1, S2-9, S2-10.

use serde_json::{Value, json};
use xianfeng_domain::access::Reach;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger as rows;

use super::{absence, decision, lines, meeting, opened, unpaid};
use crate::access::visitor;
use crate::dues;
use crate::leaderboards::scene::{credited, entry};
use crate::villager_reports::{about_a_member, id, report};

/// S2-4, S2-10: what was decided goes into the ledger with who decided and who signed; after the
/// signature only a reversal changes anything.
#[tokio::test]
async fn a_signature_writes_the_deductions_and_closes_the_audit() {
    let server = dues::server().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    server.set_time("2024-03-20T01:00:00Z");
    unpaid(&server, &[1, 2]).await;
    let audit = opened(&server).await;
    let [signature, decisions] = ["signature", "decisions"].map(|what| format!("{audit}/{what}"));
    let found = lines(&server, &audit).await;
    let of = |place: usize| {
        let member = json!(branch.members[place].id.0);
        found.iter().find(|line| line["memberId"] == member).unwrap()["id"].as_str().unwrap().to_owned()
    };
    server.post(&signature, secretary, meeting()).await.refused("audit.quarter_running");
    server.set_time("2024-04-02T01:00:00Z");
    assert_eq!(server.post(&signature, secretary, meeting()).await.refused("audit.undecided")["undecided"], json!(2));
    server.post(&decisions, &clerk, decision(&of(1), "deduct")).await.expect(200);
    server.post(&decisions, secretary, decision(&of(2), "excuse")).await.expect(200);
    let signed = server.post(&signature, secretary, meeting()).await.expect(200);
    assert_eq!((&signed["state"], &signed["signedBy"]), (&json!("signed"), &json!("党员1")));
    assert_eq!(dues::total(&server, &branch.members[1]).await, json!(-2));
    assert_eq!(dues::total(&server, &branch.members[2]).await, json!(0));
    let deduction = server.get("/me/ledger", &branch.members[1]).await.expect(200)["items"][0].clone();
    assert_eq!((&deduction["source"], &deduction["sourceId"]), (&json!("audit"), &json!(of(1))));
    assert_eq!((&deduction["recordedBy"], &deduction["approvedBy"]), (&json!("办公室"), &json!("党员1")));
    assert_eq!((&deduction["deedOn"], &deduction["reason"]), (&json!("2024-03-10"), &json!("支委会讨论决定")));
    let written = lines(&server, &audit).await;
    let written = written.iter().find(|line| line["id"] == json!(of(1))).unwrap();
    assert_eq!(written["writtenEntryId"], deduction["id"]);

    let refused = server.post(&signature, secretary, meeting()).await.refused("audit.signed");
    assert!(refused["detail"].as_str().unwrap().contains("冲正"), "{refused}");
    server.post(&decisions, secretary, decision(&of(2), "deduct")).await.refused("audit.signed");
    server.post(&format!("{audit}/refresh"), secretary, Value::Null).await.refused("audit.signed");
    let line = json!({ "memberId": branch.members[2].id.0, "item": "absence", "on": "2024-03-01", "what": "缺席" });
    server.post(&format!("{audit}/lines"), secretary, line).await.refused("audit.signed");

    let reversal = format!("/ledger/{}/reversal", deduction["id"].as_str().unwrap());
    server.post(&reversal, &clerk, json!({ "reason": "已补交并说明" })).await.expect(201);
    assert_eq!(dues::total(&server, &branch.members[1]).await, json!(0));
    dues::assert_sound(&server, &branch.members[1]).await;

    let export = format!("/exports/audit.xlsx?auditId={}", audit.trim_start_matches("/audits/"));
    let sheet = crate::exports::opened(server.get(&format!("{export}&names=full"), secretary).await);
    assert_eq!(crate::exports::column(&sheet, "决定"), ["扣分", "免予扣分"]);
    let masked = crate::exports::opened(server.get(&export, secretary).await);
    assert_eq!(crate::exports::column(&masked, "决定人"), ["办*室", "党*1"]);
    server.get(&export, &branch.members[1]).await.refused("auth.forbidden");
    server.get(&export, &server.fixture.branches[1].members[0]).await.refused("audit.not_found");
}

/// Twenty signatures at once are one, and one deduction.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn signatures_at_once_are_one() {
    let server = dues::server().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    server.set_time("2024-03-31T01:00:00Z");
    let audit = opened(&server).await;
    for member in &branch.members[1..4] {
        let line = absence(&server, &audit, secretary, member).await;
        server.post(&format!("{audit}/decisions"), secretary, decision(&line, "deduct")).await.expect(200);
    }
    let path = format!("{audit}/signature");
    let tries = (0..20).map(|_| server.post(&path, secretary, meeting()));
    let answers = futures_util::future::join_all(tries).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.refused("audit.signed");
    }
    for member in &branch.members[1..4] {
        assert_eq!(dues::total(&server, member).await, json!(-2));
        dues::assert_sound(&server, member).await;
    }
}

/// S2-9: the street was not swept; the villager is right, the points are cancelled. And what was
/// taken back meanwhile is not taken twice.
#[tokio::test]
async fn an_objection_that_is_upheld_cancels_the_points() {
    let server = dues::server().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let (_, claim, swept) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    let (_, _, other) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    assert_eq!(dues::total(&server, member).await, json!(2));
    let token = visitor(&server, "villager").await;
    let sent = report(&server, Some(&token), branch.id, about_a_member()).await.expect(201);
    let weighing = json!({
        "finding": "founded", "reason": "经核实，当天没有清扫", "memberId": member.id.0, "entryId": swept
    });
    let path = format!("/villager-reports/{}/weighing", id(&sent));
    server.post(&path, secretary, weighing).await.expect(200);
    server.set_time("2024-03-31T01:00:00Z");
    let audit = opened(&server).await;
    let by_hand = json!({
        "memberId": member.id.0, "kind": "cancel_entry", "entryId": other, "on": "2024-03-01", "what": "重复登记"
    });
    let propose = format!("{audit}/lines");
    server.post(&propose, secretary, by_hand.clone()).await.expect(201);
    server.post(&propose, secretary, by_hand).await.refused("audit.line_twice");
    for line in lines(&server, &audit).await {
        assert_eq!(line["kind"], "cancel_entry");
        let line = line["id"].as_str().unwrap();
        server.post(&format!("{audit}/decisions"), secretary, decision(line, "deduct")).await.expect(200);
    }
    let reversal = format!("/ledger/{other}/reversal");
    let by_hand = server.post(&reversal, &clerk, json!({ "reason": "重复登记" })).await.expect(201);
    server.post(&format!("{audit}/signature"), secretary, meeting()).await.expect(200);
    assert_eq!(dues::total(&server, member).await, json!(0));
    let signed = lines(&server, &audit).await;
    let of_other = signed.iter().find(|line| line["entryId"] == json!(other)).unwrap();
    assert_eq!(of_other["writtenEntryId"], by_hand["entries"][0]["id"]);
    let claim = server.get(&format!("/claims/{claim}"), member).await.expect(200);
    assert_eq!(claim["claim"]["state"], "revoked");
    dues::assert_sound(&server, member).await;
}

/// S2-1: the base points of somebody with a failing are withheld, by the committee's decision.
#[tokio::test]
async fn base_points_are_withheld_by_decision() {
    let server = dues::server().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    entry(&server, &branch, member, 10_000, "2024-01-01", Some("2024")).await;
    server.set_time("2024-03-31T01:00:00Z");
    let audit = opened(&server).await;
    let line = json!({ "memberId": member.id.0, "kind": "withhold_base", "on": "2024-03-01", "what": "受党纪处分" });
    let line = server.post(&format!("{audit}/lines"), secretary, line.clone()).await.expect(201);
    let line = line["id"].as_str().unwrap();
    server.post(&format!("{audit}/decisions"), secretary, decision(line, "deduct")).await.expect(200);
    server.post(&format!("{audit}/signature"), secretary, meeting()).await.expect(200);
    let year = server.get("/me/points?period=2024", member).await.expect(200);
    assert_eq!(year["points"]["total"], json!(0));
    let reversal = server.get("/me/ledger", member).await.expect(200)["items"][0].clone();
    assert_eq!((&reversal["kind"], &reversal["scope"]), (&json!("reversal"), &json!("2024")));
    assert_eq!(reversal["reason"], "支委会讨论决定");
    dues::assert_sound(&server, member).await;
}

/// An entry in a unit that is closed and not final is an objection's: nothing is signed halfway.
#[tokio::test]
async fn an_entry_of_a_closed_unit_stops_the_signature_whole() {
    let server = dues::server().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let (_, _, swept) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    server.set_time("2024-03-31T01:00:00Z");
    let audit = opened(&server).await;
    let deducted = absence(&server, &audit, secretary, &branch.members[2]).await;
    let line = json!({
        "memberId": member.id.0, "kind": "cancel_entry", "entryId": swept, "on": "2024-03-01", "what": "重复登记"
    });
    let line = server.post(&format!("{audit}/lines"), secretary, line).await.expect(201);
    let line = line["id"].as_str().unwrap();
    for line in [&deducted, line] {
        server.post(&format!("{audit}/decisions"), secretary, decision(line, "deduct")).await.expect(200);
    }
    let last_day: Day = "2024-03-31".parse().unwrap();
    let close = async |tx: &Tx| rows::close_through(tx, member.id, last_day).await;
    assert!(server.app.database.transact("close", close).await.unwrap());
    let path = format!("{audit}/signature");
    let refused = server.post(&path, secretary, meeting()).await.refused("audit.entry_closed");
    assert_eq!(refused["lineId"], json!(line));
    assert_eq!(dues::total(&server, &branch.members[2]).await, json!(0));
    assert_eq!(server.get(&audit, secretary).await.expect(200)["state"], "open");
    server.post(&format!("{audit}/decisions"), secretary, decision(line, "note")).await.expect(200);
    server.post(&path, secretary, meeting()).await.expect(200);
    assert_eq!(dues::total(&server, &branch.members[2]).await, json!(-2));
    let reach = Reach::under(branch.path.clone());
    let id = xianfeng_domain::ids::EntryId(swept.parse().unwrap());
    let read = async |tx: &Tx| rows::entry(tx, &reach, id).await;
    assert_eq!(server.app.database.read(read).await.unwrap().unwrap().reversed_by, None);
}
