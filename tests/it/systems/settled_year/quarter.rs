//! Closing, objections, settlement: over HTTP, and by hand beside it.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::kit::World;
use super::money::Money;
use crate::township::{hundredths, pages};

/// A closed and posted period.
pub(super) struct Quarter {
    pub(super) period: String,
    pub(super) closing: String,
    /// The posted edition, the first one.
    pub(super) edition: String,
    /// What the public read of it then.
    notice: Value,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

async fn in_public(world: &World, path: &str) -> Value {
    let request = world.server.request(Method::GET, &format!("/api/v1/public{path}"), None);
    world.server.send(request).await.expect(200)
}

/// S0-2: closed, every frozen row as the record says, and posted.
pub(super) async fn closed(world: &World, period: &str, on: &str) -> Quarter {
    world.server.set_time(&format!("{on}T01:00:00Z"));
    world.work().await;
    let (clerk, township) = (world.clerk(), world.server.fixture.township.0);
    let body = json!({ "organizationId": township, "period": period });
    let begun = world.post("/closings", &clerk, body, 201).await;
    let closing = text(&begun["id"]);
    let posted = json!({ "reason": "乡党委会议同意公示" });
    let posted = world.post(&format!("/closings/{closing}/publication"), &clerk, posted, 200).await;
    assert_eq!((&posted["state"], &posted["edition"]["size"]), (&json!("published"), &json!(497)));
    let edition = text(&posted["edition"]["id"]);
    rows(world, &edition, period).await;
    let notice = in_public(world, &format!("/editions/{edition}?limit=100")).await;
    Quarter { period: period.to_owned(), closing, edition, notice }
}

/// Every row of an edition against the record: total and rank.
async fn rows(world: &World, edition: &str, period: &str) {
    let township = world.server.fixture.township.0;
    let path = format!("/editions/{edition}/rows?organizationId={township}");
    let rows = pages(&world.server, &path, Some(&world.clerk())).await;
    assert_eq!(rows.len(), world.people.len());
    for row in &rows {
        let member = text(&row["memberId"]);
        let place = world.people.iter().position(|one| one.id.to_string() == member).expect("a member");
        let rank = world.count.rank(place, &world.all(), period);
        let told = (hundredths(&row["total"]), row["rank"].as_u64());
        assert_eq!(told, (world.count.total(place, period), u64::try_from(rank).ok()), "{row}");
    }
}

/// S2-9: a villager's objection is upheld, a member's is refused; the next edition says so.
pub(super) async fn objected(world: &mut World, quarter: &Quarter) {
    let (village, clerk) = (world.branch(3).clone(), world.clerk());
    let place =
        *world.of_branch(3).iter().rev().find(|place| world.count.total(**place, &quarter.period) > 0).expect("one");
    let member = world.people[place].clone();
    let rows = pages(
        &world.server,
        &format!("/editions/{}/rows?organizationId={}", quarter.edition, village.id.0),
        Some(&clerk),
    )
    .await;
    let number = |who: &str| rows.iter().find(|row| row["memberId"] == who).expect("a row")["number"].clone();
    let row = number(&member.id.to_string());
    let body = json!({ "organizationId": village.id.0, "row": row, "text": "那天没有看到有人排查隐患点" });
    let path = format!("/api/v1/public/editions/{}/objections", quarter.edition);
    let request = world.server.request(Method::POST, &path, None).header("Idempotency-Key", Uuid::now_v7().to_string());
    let receipt = text(&world.server.send(request.json(&body)).await.expect(201)["code"]);
    let other = json!({ "organizationId": village.id.0, "row": row, "text": "分数好像多了" });
    let by = world.people[world.of_branch(3)[2]].clone();
    world.post(&format!("/editions/{}/objections", quarter.edition), &by, other, 201).await;

    let secretary = world.secretary(3);
    // The villager's waits for somebody to look at it; the member's is open at once.
    let held = world.read("/objections?state=held", &secretary).await;
    assert_eq!(held["items"].as_array().map(Vec::len), Some(1));
    let path = format!("/objections/{}/admit", text(&held["items"][0]["id"]));
    world.post(&path, &secretary, Value::Null, 200).await;
    let open = world.read("/objections?state=admitted", &secretary).await;
    let open = open["items"].as_array().expect("a list").clone();
    assert_eq!(open.len(), 2);
    let ledger = world.read(&format!("/ledger?memberId={}&period={}", member.id.0, quarter.period), &clerk).await;
    let mut checks = ledger["items"].as_array().expect("entries").iter();
    let entry = checks.find(|one| one["item"] == "hazard_check").expect("a check").clone();
    for objection in open {
        let path = format!("/objections/{}", text(&objection["id"]));
        if objection["text"] == "分数好像多了" {
            let refused = json!({ "outcome": "refused", "answer": "登记无误。", "reason": "逐条核对" });
            world.post(&format!("{path}/decide"), &secretary, refused, 200).await;
            continue;
        }
        let upheld = json!({
            "outcome": "upheld", "answer": "核实属实，已冲正。", "reason": "现场核对",
            "corrections": [{ "entryId": entry["id"], "how": "reverse" }]
        });
        world.post(&format!("{path}/decide"), &clerk, upheld, 200).await;
    }
    world.count.add(place, entry["countsOn"].as_str().expect("a day"), -hundredths(&entry["points"]));
    let answer = in_public(world, &format!("/objections/{receipt}")).await;
    assert_eq!(answer["answer"], "核实属实，已冲正。", "{answer}");
    let closing = world.read(&format!("/closings/{}", quarter.closing), &clerk).await;
    assert_eq!(closing["edition"]["number"], 2);
    self::rows(world, &text(&closing["edition"]["id"]), &quarter.period).await;
}

/// After the term nothing is taken any more.
pub(super) async fn too_late(world: &World, quarter: &Quarter, earlier: &Quarter, now: &str) {
    world.server.set_time(now);
    let member = world.people[5].clone();
    let body = json!({ "organizationId": world.branch(0).id.0, "row": 1, "text": "迟了一天" });
    for edition in [&quarter.edition, &earlier.edition] {
        let path = format!("/editions/{edition}/objections");
        world.server.post(&path, &member, body.clone()).await.refused("objection.term_over");
    }
}

/// S0-9: simulated, signed, issued: each line, each village and each wallet to the fen, and the quarter is final.
pub(super) async fn settled(world: &World, money: &mut Money, quarter: &Quarter, on: &str) {
    world.server.set_time(&format!("{on}T01:00:00Z"));
    let clerk = world.clerk();
    let got = money.settle(world, &quarter.period);
    let draft = world.post("/settlements", &clerk, json!({ "closingId": quarter.closing }), 201).await;
    let cost: i64 = got.values().sum();
    assert_eq!((&draft["state"], &draft["costFen"]), (&json!("draft"), &json!(cost)), "the simulated run");
    let path = format!("/settlements/{}", text(&draft["id"]));
    let decision = json!({ "meeting": format!("{on} 党委会议"), "reason": "公示期满，异议均已答复" });
    world.post(&format!("{path}/sign"), &clerk, decision, 200).await;
    assert_eq!(world.read(&path, &clerk).await["state"], "issued");
    let lines =
        pages(&world.server, &format!("{path}/lines?organizationId={}", world.server.fixture.township.0), Some(&clerk))
            .await;
    for (place, share) in &got {
        let id = json!(world.people[*place].id.0);
        let line = lines.iter().find(|line| line["memberId"] == id);
        let told = line.map_or(0, |line| hundredths(&line["points"]));
        assert_eq!(told, *share, "{}: {line:?}", world.people[*place].name);
    }
    money.compare(world).await;
    let closing = world.read(&format!("/closings/{}", quarter.closing), &clerk).await;
    assert_eq!(closing["state"], "final");
}

/// An upheld objection after the issue: the reversal counts in the open quarter, and what was issued too much
/// is owed to the next settlement; no wallet falls.
pub(super) async fn found_wrong(world: &mut World, money: &mut Money, quarter: &Quarter) {
    let clerk = world.clerk();
    let own = |world: &World, place: usize| world.count.total(place, &quarter.period);
    let place = (0..super::VILLAGES)
        .flat_map(|village| world.of_branch(village))
        .find(|place| {
            let (had, total) = (money.issued[&(quarter.period.clone(), *place)], own(world, *place));
            // Paid in full, and worth less without one deed.
            let whole = money.worth(world, *place, total, &quarter.period);
            total >= 100 && had == whole && money.worth(world, *place, total - 100, &quarter.period) < had
        })
        .expect("somebody just above a grade");
    let (member, total) = (world.people[place].clone(), own(world, place));
    let less = money.worth(world, place, total - 100, &quarter.period);
    let over = money.issued[&(quarter.period.clone(), place)] - less;
    let ledger = world.read(&format!("/ledger?memberId={}&period={}", member.id.0, quarter.period), &clerk).await;
    let entry = &ledger["items"][0];
    let why = json!({ "reason": "核实并非本人所做" });
    let written = world.post(&format!("/ledger/{}/reversal", text(&entry["id"])), &clerk, why, 201).await;
    assert_eq!(written["entries"][0]["countsOn"], "2024-10-01");
    world.count.add(place, "2024-10-01", -100);
    let wallet = world.read("/me/wallet", &member).await;
    assert_eq!(hundredths(&wallet["free"]), money.free[&place], "the wallet keeps what it has");
    let owed = world.read(&format!("/over-issues?organizationId={}", world.server.fixture.township.0), &clerk).await;
    let owed = owed["items"].as_array().expect("a list").clone();
    assert_eq!(owed.len(), 1);
    assert_eq!(hundredths(&owed[0]["points"]), over, "{owed:?}");
    money.owed.insert(place, over);
}

/// The year is settled by its quarters: it is confirmed after its own term.
pub(super) async fn confirmed(world: &World, year: &Quarter, on: &str) {
    world.server.set_time(&format!("{on}T01:00:00Z"));
    let path = format!("/closings/{}/finalization", year.closing);
    let done = world.post(&path, &world.clerk(), json!({ "reason": "公示期满无异议" }), 200).await;
    assert_eq!(done["state"], "final");
}

/// Pitfall 18: the first edition of the first quarter reads as it did, a year later.
pub(super) async fn never_changes(world: &World, quarter: &Quarter) {
    let now = in_public(world, &format!("/editions/{}?limit=100", quarter.edition)).await;
    // Beside the rows it says by now that a later edition took its place.
    assert_eq!(now["items"], quarter.notice["items"]);
    assert!(!now["items"].as_array().expect("rows").is_empty());
}
