//! The first quarter before the committee, and what comes after: S2-1, S2-4, S2-9, S2-10.

use serde_json::{Value, json};

use super::{
    ABSENT, BELOW, EXCUSED, FAILING, GUOJIA, HEAVY, LEADER, LIANQIAO, LITTERER, PAYER, SWEEPER, earning, reports,
};
use crate::systems::kit::World;
use crate::township::hundredths;

/// March and April in 郭家村.
pub(super) async fn first_quarter(world: &mut World) {
    // S2-4: who comes, who pays, and what villagers say.
    world.server.set_time("2026-03-08T01:00:00Z");
    world.hold(GUOJIA, "2026-03-08", "三月支部党员大会", "absence", &[ABSENT, EXCUSED], &[]).await;
    dues(world).await;
    let swept = objection(world).await;
    let rubbish = json!({ "item": "village_rules", "points": 3, "reason": "门前堆放垃圾，经核实属实" });
    world.villager_says(GUOJIA, LITTERER, "2026-03-20", "门前堆垃圾", rubbish).await;
    earning::zone(world).await;
    reports::reported(world, 0).await;
    let audit = decided(world, &swept).await;
    reports::audited(world, 0).await;
    afterwards(world, &audit, &swept).await;
    world.compare(&["2026-01", "2026-02", "2026-03", "2026-Q1", "2026"]).await;
}

/// Everybody but the secretary and the infirm has paid, and one, as it seems, has not.
async fn dues(world: &World) {
    world.server.set_time("2026-03-25T01:00:00Z");
    let entries: Vec<Value> = (1..9)
        .map(|place| {
            let paid_on = if place == PAYER { None } else { Some("2026-03-12") };
            json!({ "memberId": world.people[place].id.0, "paidOn": paid_on, "amountFen": 300 })
        })
        .collect();
    let body = json!({
        "organizationId": world.branch(GUOJIA).id.0, "period": "2026-03", "dueBy": "2026-03-20", "entries": entries
    });
    world.server.put("/dues", &world.secretary(GUOJIA), 1, body).await.expect(200);
}

/// S2-9: 扫的是他家和堂兄弟门口的路. Answers the entry of the street that was "swept".
async fn objection(world: &World) -> Value {
    world.server.set_time("2026-03-26T01:00:00Z");
    let entries = world.server.get("/me/ledger", &world.people[SWEEPER]).await.expect(200);
    let entries = entries["items"].as_array().unwrap();
    let swept = entries.iter().find(|entry| entry["item"] == "collective_work").unwrap();
    assert_eq!(swept["points"], 2);
    let reason = "扫的是他家和堂兄弟门口的路，本人承认";
    let weighing = json!({ "entryId": swept["id"], "reason": reason });
    world.villager_says(GUOJIA, SWEEPER, "2026-02-10", "扫的是他家和堂兄弟门口的路", weighing).await;
    swept["id"].clone()
}

/// S2-4: the committee decides line by line and the secretary signs; only then do points change.
async fn decided(world: &mut World, swept: &Value) -> String {
    let secretary = world.secretary(GUOJIA);
    let audit = world.audit(GUOJIA, "2026-Q1").await;
    // S2-1: a failing that the committee found takes the base.
    let failing = json!({
        "memberId": world.people[FAILING].id.0, "kind": "withhold_base", "on": "2026-03-31", "what": "违反党纪受到处分"
    });
    world.post(&format!("{audit}/lines"), &secretary, failing, 201).await;
    let lines = world.audit_lines(&audit).await;
    let mut found: Vec<(usize, &str)> = lines.iter().map(|(place, source, _)| (*place, source.as_str())).collect();
    found.sort_unstable();
    let expected = [
        (LITTERER, "villager_report"),
        (SWEEPER, "villager_report"),
        (ABSENT, "absence"),
        (EXCUSED, "absence"),
        (PAYER, "dues"),
        (FAILING, "entry"),
    ];
    assert_eq!(found, expected);
    let cancelled = &lines.iter().find(|(place, ..)| *place == SWEEPER).unwrap().2;
    assert_eq!((&cancelled["kind"], &cancelled["entryId"]), (&json!("cancel_entry"), swept));
    let sign = format!("{audit}/signature");
    let meeting = json!({ "meeting": "2026年4月2日支委会" });
    world.server.set_time("2026-04-02T01:00:00Z");
    assert_eq!(world.server.post(&sign, &secretary, meeting).await.refused("audit.undecided")["undecided"], json!(6));
    // Nothing has changed so far: the record of before still holds.
    world.compare(&["2026-Q1"]).await;
    world.signed(GUOJIA, &audit, "2026年4月2日支委会", &[EXCUSED]).await;
    world.count.add(LITTERER, "2026-03-20", -300);
    world.count.add(SWEEPER, "2026-02-10", -200);
    world.count.add(ABSENT, "2026-03-08", -300);
    world.count.add(PAYER, "2026-03-20", -300);
    world.count.add(FAILING, "2026", -10_000);
    audit
}

/// S2-10: after the signature only a reversal changes anything, and all of it stays on record.
async fn afterwards(world: &mut World, audit: &str, swept: &Value) {
    world.server.set_time("2026-04-10T01:00:00Z");
    let secretary = world.secretary(GUOJIA);
    let lines = world.audit_lines(audit).await;
    let line = |place: usize| lines.iter().find(|(of, ..)| *of == place).unwrap().2.clone();
    let anew = json!({ "decisions": [{ "lineId": line(PAYER)["id"], "decision": "excuse", "reason": "已交" }] });
    world.server.post(&format!("{audit}/decisions"), &secretary, anew).await.refused("audit.signed");
    let more = json!({ "memberId": world.people[ABSENT].id.0, "item": "absence", "on": "2026-03-08", "what": "缺席" });
    world.server.post(&format!("{audit}/lines"), &secretary, more).await.refused("audit.signed");
    let deduction = line(PAYER)["writtenEntryId"].clone();
    let path = format!("/ledger/{}/reversal", deduction.as_str().unwrap());
    let reason = json!({ "reason": "党费3月12日已交，登记有误" });
    world.server.post(&path, &world.people[PAYER], reason.clone()).await.refused("auth.forbidden");
    world.post(&path, &world.clerk(), reason.clone(), 201).await;
    world.server.post(&path, &world.clerk(), reason).await.refused("ledger.already_reversed");
    world.count.add(PAYER, "2026-03-20", 300);
    let own = world.server.get("/me/ledger", &world.people[PAYER]).await.expect(200);
    let [reversal, deducted] = [&own["items"][0], &own["items"][1]];
    assert_eq!((&deducted["id"], hundredths(&deducted["points"])), (&deduction, -300));
    assert_eq!((&reversal["kind"], hundredths(&reversal["points"])), (&json!("reversal"), 300));
    assert_eq!(reversal["reason"], "党费3月12日已交，登记有误");
    assert_eq!((&deducted["approvedBy"], &reversal["approvedBy"]), (&json!(secretary.name), &json!("办公室")));
    // S2-9: the sweeping was cancelled the same way; the first entry still stands there.
    let own = world.server.get("/me/ledger", &world.people[SWEEPER]).await.expect(200);
    let cancelled = &own["items"][0];
    assert_eq!((&cancelled["kind"], hundredths(&cancelled["points"])), (&json!("reversal"), -200));
    assert_eq!(cancelled["reason"], "支委会讨论决定");
    assert!(own["items"].as_array().unwrap().iter().any(|entry| entry["id"] == *swept));
}

/// S2-4 in 连翘村: a disorderly petition, and one who breaks the village's rules and stays away.
pub(super) async fn second_quarter(world: &mut World) {
    world.server.set_time("2026-05-12T01:00:00Z");
    world.hold(LIANQIAO, "2026-05-12", "五月支部党员大会", "absence", &[BELOW], &[LEADER]).await;
    let petition = json!({ "item": "petitioning", "points": 20, "reason": "组织缠访，情况属实" });
    world.villager_says(LIANQIAO, HEAVY, "2026-05-10", "带人到市里闹访", petition).await;
    let rules = json!({ "item": "village_rules", "points": 5, "reason": "红白事大操大办，情况属实" });
    world.villager_says(LIANQIAO, BELOW, "2026-05-11", "大操大办", rules).await;
    reports::reported(world, 1).await;
    world.server.set_time("2026-07-01T01:00:00Z");
    let audit = world.audit(LIANQIAO, "2026-Q2").await;
    // Leave is no absence.
    assert_eq!(world.audit_lines(&audit).await.len(), 3);
    world.signed(LIANQIAO, &audit, "2026年7月1日支委会", &[]).await;
    world.count.add(HEAVY, "2026-05-10", -2_000);
    world.count.add(BELOW, "2026-05-11", -500);
    world.count.add(BELOW, "2026-05-12", -300);
    reports::audited(world, 1).await;
}
