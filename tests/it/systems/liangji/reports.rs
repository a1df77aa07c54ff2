//! Members away through the third year, in 和美村: S2-6, S2-11.

use serde_json::{Value, json};

use super::{HEMEI, LIAISON, MENDED, REPAIRER, REPORTING, SILENT, SPOKEN_FOR, backward, earning};
use crate::systems::kit::World;

/// The last day of each quarter, the day of its signature, and who reports.
const QUARTERS: [(&str, &str, &str, &[usize]); 4] = [
    ("2026-Q1", "2026-03-31", "2026-04-03", &[REPORTING, SPOKEN_FOR]),
    ("2026-Q2", "2026-06-30", "2026-07-03", &[REPORTING, SPOKEN_FOR]),
    ("2026-Q3", "2026-09-30", "2026-10-05", &[REPORTING, SPOKEN_FOR, SILENT]),
    ("2026-Q4", "2026-12-31", "2027-01-03", &[REPORTING, SPOKEN_FOR, SILENT]),
];

/// Records who goes away: before the third year.
pub(super) async fn leaving(world: &World) {
    world.server.set_time("2025-12-28T01:00:00Z");
    for place in [REPORTING, SPOKEN_FOR, SILENT] {
        let liaison = (place == SPOKEN_FOR).then(|| world.people[LIAISON].id.0);
        let away = json!({ "from": "2025-12-20", "destination": "市区务工", "liaisonId": liaison });
        let path = format!("/members/{}/aways", world.people[place].id);
        world.post(&path, &world.secretary(HEMEI), away, 201).await;
    }
}

/// The second half of the third year: reports, autumn's work, the year-end appraisal.
pub(super) async fn second_half(world: &mut World) {
    mended(world).await;
    reported(world, 2).await;
    audited(world, 2).await;
    autumn(world).await;
    backward::november(world).await;
    appraisal(world).await;
    reported(world, 3).await;
    audited(world, 3).await;
    world.server.set_time("2027-01-05T01:00:00Z");
}

/// S2-4, S2-6: the committee's audit of a quarter deducts for the report that is missing.
pub(super) async fn audited(world: &mut World, quarter: usize) {
    let (period, last_day, signed_on, _) = QUARTERS[quarter];
    world.server.set_time(&format!("{signed_on}T01:00:00Z"));
    let audit = world.audit(HEMEI, period).await;
    let lines = world.audit_lines(&audit).await;
    let found: Vec<(usize, &str)> = lines.iter().map(|(place, source, _)| (*place, source.as_str())).collect();
    let expected: &[(usize, &str)] =
        [&[(SILENT, "report")][..], &[(SILENT, "report")], &[], &[(SILENT, "absence")]][quarter];
    assert_eq!(found, expected, "{period}");
    world.signed(HEMEI, &audit, "支委会", &[]).await;
    match quarter {
        0 | 1 => world.count.add(SILENT, last_day, -500),
        3 => world.count.add(SILENT, "2026-12-28", -1_000),
        _ => {}
    }
}

/// S2-6: by themselves, by the liaison, or not at all; the branch sees who has not.
pub(super) async fn reported(world: &mut World, quarter: usize) {
    let (quarter, day, _, reported) = QUARTERS[quarter];
    world.server.set_time(&format!("{day}T01:00:00Z"));
    let mut register = Vec::new();
    for place in reported {
        // Who is back speaks for themselves again.
        let is_spoken_for = *place == SPOKEN_FOR && quarter != "2026-Q4";
        let by = if is_spoken_for { LIAISON } else { *place };
        let for_whom = is_spoken_for.then(|| world.people[*place].id.0);
        let report = json!({
            "way": "report", "period": quarter, "item": "report_home", "memberId": for_whom, "doneOn": day,
            "what": "电话汇报：在市区务工，按时学习"
        });
        let report = world.post("/declarations", &world.people[by], report, 201).await;
        assert_eq!(report["memberName"], world.people[*place].name);
        register.push(json!({ "id": report["id"] }));
        world.count.add(*place, day, 500);
    }
    let body = json!({ "register": register });
    let answer = world.post("/declarations/registrations", &world.secretary(HEMEI), body, 200).await;
    assert!(answer["results"].as_array().unwrap().iter().all(|result| result["state"] == "registered"), "{answer}");
    let path = format!("/reports/due?organizationId={}&period={quarter}", world.branch(HEMEI).id);
    let due = world.server.get(&path, &world.secretary(HEMEI)).await.expect(200);
    let told: Vec<(Value, Value)> =
        due["items"].as_array().unwrap().iter().map(|row| (row["memberId"].clone(), row["done"].clone())).collect();
    let owed = [REPORTING, SPOKEN_FOR, SILENT];
    let expected = owed.map(|place| (json!(world.people[place].id.0), json!(reported.contains(&place))));
    assert_eq!(told, expected, "{quarter}");
}

/// S2-1: what stood against a member is mended; the base is granted after all.
async fn mended(world: &mut World) {
    world.server.set_time("2026-07-10T01:00:00Z");
    let secretary = world.secretary(1);
    let path = format!("/members/{}/base-withholdings", world.people[MENDED].id);
    let withheld = world.server.get(&path, &secretary).await.expect(200);
    let lift = format!("/base-withholdings/{}/lift", withheld["items"][0]["id"].as_str().unwrap());
    world.post(&lift, &secretary, json!({ "reason": "处分影响期满，支委会决定恢复" }), 200).await;
    world.count.add(MENDED, "2026", 10_000);
}

/// S2-2: the other seven of eleven repairs; S2-6: a member away helps from afar.
async fn autumn(world: &mut World) {
    let repairs = [(REPAIRER, "machine_repair", json!({ "quantity": 7 }), Some(2_100))];
    earning::party_day(world, "2026-10-10", &repairs).await;
    let entries = world.server.get("/me/ledger", &world.people[REPAIRER]).await.expect(200);
    let repairs = entries["items"].as_array().unwrap().iter().filter(|entry| entry["item"] == "machine_repair");
    let points: i64 = repairs.map(|entry| crate::township::hundredths(&entry["points"])).sum();
    assert_eq!(points, 3_300, "S2-2: eleven repairs are 33 points");
    let road = json!({ "item": "key_project", "points": 5, "what": "为家乡修路牵线" });
    world.put_down(Some(22), &[SILENT], "2026-10-10", 500, road).await;
}

/// S2-6, S2-11: they come back for the appraisal, and it is on record who did; one did not.
async fn appraisal(world: &World) {
    world.server.set_time("2026-12-28T01:00:00Z");
    for place in [REPORTING, SPOKEN_FOR] {
        let path = format!("/members/{}/aways", world.people[place].id);
        let aways = world.server.get(&path, &world.secretary(HEMEI)).await.expect(200);
        let back = format!("/aways/{}/return", aways["items"][0]["id"].as_str().unwrap());
        let back = world.post(&back, &world.secretary(HEMEI), json!({ "backOn": "2026-12-27" }), 200).await;
        assert_eq!(back["backOn"], "2026-12-27");
    }
    world.hold(HEMEI, "2026-12-28", "民主评议党员大会", "missed_appraisal", &[SILENT], &[]).await;
}
