//! The two short years before, and who is found backward after the third: S2-1, S2-5, S2-7.

use serde_json::{Value, json};

use super::{BELOW, DECLINED, FAILING, GUOJIA, HEAVY, IDLE, INFIRM, LIANQIAO, LOW, REPAIRER, SILENT, reports};
use crate::systems::kit::World;
use crate::township::hundredths;

/// 2024 and 2025: everybody does something, but for one, who has a failing each year besides.
pub(super) async fn two_short_years(world: &mut World) {
    let everybody: Vec<usize> = (0..world.people.len()).filter(|place| *place != LOW).collect();
    for year in ["2024", "2025"] {
        world.server.set_time(&format!("{year}-01-05T01:00:00Z"));
        world.work().await;
        for place in 0..world.people.len() {
            world.count.add(place, year, 10_000);
        }
        // S2-1: by the committee's decision, after it was granted.
        let withheld = json!({ "period": year, "reason": "未履行党员义务", "meeting": "一月支委会" });
        let path = format!("/members/{}/base-withholdings", world.people[LOW].id);
        world.post(&path, &world.secretary(LIANQIAO), withheld, 201).await;
        world.count.add(LOW, year, -10_000);
        let day = format!("{year}-11-10");
        world.server.set_time(&format!("{day}T01:00:00Z"));
        world.put_down(None, &everybody, &day, 500, json!({ "item": "key_project", "points": 5 })).await;
        world.put_down(None, &[LOW], &day, 100, json!({ "item": "snow_clearing" })).await;
        let absent = json!({ "item": "absence", "reason": "无故缺席支部党员大会" });
        world.put_down(None, &[LOW], &day, -300, absent).await;
        world.compare(&[&day[..7], &format!("{year}-Q4"), year]).await;
    }
    reports::leaving(world).await;
}

/// November 2026: everybody but one has a deed to their name; one who lost much gains as much.
pub(super) async fn november(world: &mut World) {
    world.server.set_time("2026-11-15T01:00:00Z");
    let everybody: Vec<usize> = (0..world.people.len()).filter(|place| ![IDLE, INFIRM].contains(place)).collect();
    world.put_down(None, &everybody, "2026-11-15", 500, json!({ "item": "key_project", "points": 5 })).await;
    world.put_down(None, &[HEAVY], "2026-11-15", 1_500, json!({ "item": "forsythia" })).await;
}

/// What came of it all: the boards, and who needs help, for people to decide on.
pub(super) async fn after_the_third_year(world: &World) {
    world.compare(&["2026-01", "2026-03", "2026-05", "2026-12", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]).await;
    world.compare(&["2026"]).await;
    averages(world).await;
    grades(world).await;
    findings(world).await;
}

/// S2-7: the infirm are on no board (`compare` says so) and in no average.
async fn averages(world: &World) {
    let path = format!("/leaderboards/organizations?parentId={}&period=2026", world.server.fixture.township);
    let rows = world.server.get(&path, &world.clerk()).await.expect(200);
    for (branch, row) in [GUOJIA, LIANQIAO, 2].map(|branch| {
        let id = json!(world.branch(branch).id.0);
        (branch, rows["items"].as_array().unwrap().iter().find(|row| row["organizationId"] == id).unwrap())
    }) {
        let counted: Vec<usize> = world.of_branch(branch).into_iter().filter(|place| *place != INFIRM).collect();
        let sum: i64 = counted.iter().map(|place| world.count.total(*place, "2026")).sum();
        assert_eq!((row["counted"].as_u64(), hundredths(&row["sum"])), (u64::try_from(counted.len()).ok(), sum));
    }
}

/// S2-5: who is ahead is excellent in the year's appraisal, and who did nothing is not.
async fn grades(world: &World) {
    let path = format!("/leaderboards/members?organizationId={}&period=2026", world.server.fixture.township);
    let rows = crate::township::pages(&world.server, &path, Some(&world.clerk())).await;
    let grade = |place: usize| {
        let row = rows.iter().find(|row| row["memberId"] == json!(world.people[place].id.0)).unwrap();
        row["grade"]["code"].clone()
    };
    assert_eq!((&rows[0]["memberId"], grade(REPAIRER)), (&json!(world.people[REPAIRER].id.0), json!("excellent")));
    assert_eq!(grade(IDLE), "qualified");
}

/// S2-5: each of the three grounds by another member, and three years near the bottom.
async fn findings(world: &World) {
    let path = format!("/findings?organizationId={}&period=2026", world.server.fixture.township);
    let answer = world.server.get(&format!("{path}&limit=100"), &world.clerk()).await.expect(200);
    let found = |code: &str| -> Vec<(usize, &Value)> {
        let items = answer["items"].as_array().unwrap().iter().filter(|item| item["consequence"] == code);
        let place = |item: &Value| {
            (0..world.people.len()).find(|place| item["memberId"] == json!(world.people[*place].id.0)).unwrap()
        };
        let mut found: Vec<(usize, &Value)> = items.map(|item| (place(item), &item["periods"][0])).collect();
        found.sort_by_key(|(place, _)| *place);
        found
    };
    let places = |code: &str| found(code).into_iter().map(|(place, _)| place).collect::<Vec<_>>();
    let listed = || (0..world.people.len()).filter(|place| *place != INFIRM);
    let below: Vec<usize> = listed().filter(|place| world.count.total(*place, "2026") < 10_000).collect();
    assert_eq!((places("below_base"), below), (vec![FAILING, BELOW], vec![FAILING, BELOW]));
    assert_eq!(places("no_additions"), [IDLE]);
    // One deed, or two reports and the appraisal missed: 20 either way.
    assert_eq!(places("heavy_deduction"), [HEAVY, SILENT]);
    let heavy = found("heavy_deduction")[0].1.clone();
    assert_eq!((hundredths(&heavy["deductions"]), hundredths(&heavy["baseDue"])), (-2_000, 10_000));
    // The last tenth of 29 are two.
    let running =
        |place: &usize| ["2024", "2025", "2026"].map(|year| world.count.total(*place, year)).iter().sum::<i64>();
    let mut totals: Vec<(i64, usize)> = listed().map(|place| (running(&place), place)).collect();
    totals.sort_unstable();
    assert_eq!([totals[0].1, totals[1].1], [LOW, FAILING]);
    let low = found("three_years_low");
    assert_eq!(low.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [FAILING, LOW]);
    let last = &low[1].1["running"];
    assert_eq!((&last["from"], &last["place"], &last["counted"]), (&json!("2024"), &json!(29), &json!(29)));
    assert_eq!(hundredths(&last["total"]), totals[0].0);
    let steps = answer["consequences"].as_array().unwrap().iter().find(|one| one["code"] == "three_years_low").unwrap();
    assert_eq!(steps["steps"], json!(["换届时不得提名为村党组织班子成员候选人"]));
    // For who needs to know, and within reach.
    world.server.get(&path, &world.people[DECLINED]).await.refused("auth.forbidden");
    world.server.get(&path, &world.secretary(GUOJIA)).await.refused("organization.not_found");
}
