//! The calendar of the two years, and what the village reads at their ends.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::super::kit::World;
use super::doing::{ENVIRONMENT, MAJOR_CONTRIBUTION, MEDIATION};
use super::village::{Held, checked, grids, posts};
use super::{PAN, SHEN, XU, plan};
use crate::township::{hundredths, pages};

/// So many members, spread over the branches, from one on.
fn some(first: usize, many: usize) -> Vec<usize> {
    (0..many).map(|number| (first + 5 * number) % 114).collect()
}

async fn first_year(world: &mut World) -> Vec<Held> {
    let grids = grids(world).await;
    world.branch_meetings("2013-03-15", 0).await;
    world.branch_meetings("2013-06-14", 1).await;
    world.committee_meeting("2013-07-01", 5).await;
    let held = posts(world, &grids, "2013-07-01").await;
    checked(world, &held, "2013-08-01", ("2013-07", "2013-07-31"), &[]).await;
    checked(world, &held, "2013-09-02", ("2013-08", "2013-08-31"), &[]).await;
    world.branch_meetings("2013-09-13", 2).await;
    // The patrol of the third grid.
    checked(world, &held, "2013-10-08", ("2013-09", "2013-09-30"), &[14]).await;
    let quarrel = json!({ "what": "调解宅基地边界纠纷", "quantity": 1, "unit": "件" });
    world.declared("2013-10-15", "mediation", &some(3, 20), quarrel, MEDIATION).await;
    checked(world, &held, "2013-11-04", ("2013-10", "2013-10-31"), &[]).await;
    world.entered("2013-11-08", "environment", &some(40, 33), ENVIRONMENT).await;
    world.major_contributions("2013-11-20", &some(7, 4)).await;
    world.entered("2013-11-21", "environment_major", &some(80, 8), MAJOR_CONTRIBUTION).await;
    checked(world, &held, "2013-12-02", ("2013-11", "2013-11-30"), &[]).await;
    // One member has two.
    world.honours("2013-12-10", &[SHEN, 50, 50]).await;
    held
}

async fn second_year(world: &mut World, held: &[Held]) {
    let last_days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    for (index, last) in last_days.into_iter().enumerate() {
        let month = format!("2014-{:02}", index + 1);
        match index + 1 {
            2 => world.branch_meetings("2014-02-14", 0).await,
            3 => world.committee_meeting("2014-03-05", 5).await,
            4 => {
                let quarrel = json!({ "what": "调解邻里纠纷", "quantity": 1, "unit": "件" });
                world.declared("2014-04-10", "mediation", &some(20, 30), quarrel, MEDIATION).await;
            }
            5 => world.branch_meetings("2014-05-16", 1).await,
            6 => world.committee_meeting("2014-06-30", 6).await,
            7 => world.entered("2014-07-12", "environment", &some(0, 60), ENVIRONMENT).await,
            8 => {
                world.branch_meetings("2014-08-15", 2).await;
                world.entered("2014-08-20", "environment_major", &some(31, 15), MAJOR_CONTRIBUTION).await;
                world.major_contributions("2014-08-21", &some(60, 5)).await;
            }
            9 => world.committee_meeting("2014-09-28", 7).await,
            10 => {
                world.entered("2014-10-02", "care", &some(66, 30), 200).await;
                world.entered("2014-10-11", "emergency_repair", &some(9, 14), 300).await;
            }
            11 => world.branch_meetings("2014-11-14", 1).await,
            12 => {
                world.committee_meeting("2014-12-18", 8).await;
                year_of_three(world).await;
                world.honours("2014-12-25", &[SHEN, XU, PAN, 40, 55, 70, 85, 99]).await;
            }
            _ => {}
        }
        let on = if index == 11 { "2015-01-04".to_owned() } else { format!("2014-{:02}-01", index + 2) };
        checked(world, held, &on, (&month, &format!("{month}-{last}")), &[]).await;
    }
}

/// S1-10: 200 tonnes of rubbish, 1,600 km of patrol, 200 rounds of the dykes: the booklet tells how
/// much, and it earns nothing more.
async fn year_of_three(world: &mut World) {
    for (place, item, day, deed, told) in [
        (SHEN, "environment", "2014-12-20", json!({ "what": "清理河道垃圾", "quantity": 200, "unit": "吨" }), "200吨"),
        (XU, "patrol", "2014-12-21", json!({ "what": "巡视村子", "quantity": 1600, "unit": "公里" }), "1600公里"),
        (PAN, "patrol", "2014-12-22", json!({ "what": "巡视堤坝", "quantity": 200, "unit": "次" }), "200次"),
    ] {
        world.declared(day, item, &[place], deed, 200).await;
        let ledger = world.server.get("/me/ledger", &world.people[place]).await.expect(200);
        let entry = &ledger["items"][0];
        assert_eq!((&entry["quantity"], &entry["points"]), (&json!(told), &json!(2)), "{entry}");
        assert!(entry["sentence"].as_str().unwrap().contains(told), "{entry}");
    }
}

/// The village's sum from the board of its branches and from the public board, in hundredths.
async fn sums(world: &World, year: &str) -> [i64; 2] {
    let township = world.server.fixture.township.0;
    let path = format!("/leaderboards/organizations?parentId={township}&period={year}");
    let branches = world.server.get(&path, &world.people[SHEN]).await.expect(200);
    let branches = branches["items"].as_array().unwrap();
    assert_eq!(branches.len(), 9);
    let public =
        pages(&world.server, &format!("/public/organizations/{township}/leaderboard?period={year}"), None).await;
    assert_eq!(public.len(), 114);
    [branches.iter().map(|row| hundredths(&row["sum"])).sum(), public.iter().map(|row| hundredths(&row["total"])).sum()]
}

/// S1-4: what each kind of deed gave, in every entry of the village.
async fn every_entry_gave_what_the_book_says(world: &World) {
    let path = format!("/ledger?organizationId={}", world.server.fixture.township.0);
    let mut given: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
    for entry in pages(&world.server, &path, Some(&world.clerk())).await {
        given.entry(entry["item"].as_str().unwrap().to_owned()).or_default().insert(hundredths(&entry["points"]));
    }
    let only = |item: &str| given[item].iter().copied().collect::<Vec<_>>();
    assert_eq!(only("mediation"), [300], "S1-4: one mediation 3");
    assert_eq!(only("environment"), [200], "S1-4: one environment turn 2");
    assert_eq!(only("environment_major"), [300], "S1-4: 3 for a major contribution");
    assert_eq!(only("committee_meeting"), [300], "S1-4: committee meeting 3");
    assert_eq!(only("branch_meeting"), [200], "S1-4: branch meeting 2");
    assert_eq!(only("honour"), [1_000], "S1-4: an honour 10");
    assert_eq!(given.len(), 9, "and three posts more, S1-2: {given:?}");
}

/// S1-5: who holds a post may stand for excellent member, and who reaches the set value.
async fn who_may_stand(world: &World, held: &[Held], year: &str) -> usize {
    let path = format!("/posts/candidates?organizationId={}&year={year}", world.server.fixture.township.0);
    let told = pages(&world.server, &path, Some(&world.clerk())).await;
    let told: BTreeMap<String, (String, i64)> = told
        .iter()
        .map(|one| {
            assert_eq!(one["fromPoints"], 24);
            let text = |field: &str| one[field].as_str().unwrap().to_owned();
            (text("memberId"), (text("ground"), hundredths(&one["total"])))
        })
        .collect();
    let mut counted = BTreeMap::new();
    for (place, member) in world.people.iter().enumerate() {
        let total = world.count.total(place, year);
        let ground = match held.iter().any(|held| held.place == place) {
            true => "post",
            false if total >= 2_400 => "points",
            false => continue,
        };
        counted.insert(member.id.to_string(), (ground.to_owned(), total));
    }
    assert_eq!(told, counted);
    counted.values().filter(|(ground, _)| ground == "points").count()
}

/// S1-7: whom the committee writes to and talks with: the last tenth of the year.
async fn who_is_behind(world: &World, year: &str) -> usize {
    let path = format!("/findings?organizationId={}&period={year}", world.server.fixture.township.0);
    let found = world.server.get(&format!("{path}&limit=1"), &world.clerk()).await.expect(200);
    let told = found["consequences"].as_array().unwrap();
    assert_eq!((told.len(), &told[0]["code"]), (1, &json!("behind")));
    assert_eq!(told[0]["steps"], json!(["发整改函", "当面谈话教育，分析原因，提出改进意见", "记录本人答复"]));
    let found = pages(&world.server, &path, Some(&world.clerk())).await;
    let mut told: Vec<String> = found.iter().map(|one| one["memberId"].as_str().unwrap().to_owned()).collect();
    let all: Vec<usize> = (0..114).collect();
    // Nine tenths of 114 are 102.6, rounded in the members' favour.
    let behind = all.iter().filter(|place| world.count.rank(**place, &all, year) > 103);
    let mut counted: Vec<String> = behind.map(|place| world.people[*place].id.to_string()).collect();
    told.sort();
    counted.sort();
    assert_eq!(told, counted);
    told.len()
}

/// S1: 114 members in nine branches and six grids (S1-1), posts (S1-2), cards (S1-3), scores (S1-4),
/// candidates (S1-5), the last tenth (S1-7), quantities (S1-10); 1,318 points in 2013 and 3,182 in
/// 2014.
#[tokio::test]
async fn tangjiao_has_1318_points_in_2013_and_3182_in_2014() {
    let mut world = Box::pin(World::start(&plan(), "2013-01-05T01:00:00Z")).await;
    assert_eq!(world.people.len(), 114, "S1-1");
    let held = Box::pin(first_year(&mut world)).await;
    world.morning("2014-01-03");
    assert_eq!(world.count.sum("2013"), 131_800, "the account's sum, by hand");
    Box::pin(world.compare(&["2013", "2013-Q1", "2013-Q2", "2013-Q3", "2013-Q4", "2013-10"])).await;
    assert_eq!(sums(&world, "2013").await, [131_800; 2], "the account: 1,318 points in 2013");
    assert!(who_may_stand(&world, &held, "2013").await > 0);
    let _ = who_is_behind(&world, "2013").await;

    Box::pin(second_year(&mut world, &held)).await;
    assert_eq!(world.count.sum("2014"), 318_200, "the account's sum, by hand");
    let periods = ["2013", "2014", "2014-Q1", "2014-Q2", "2014-Q3", "2014-Q4", "2014-08", "2014-12"];
    Box::pin(world.compare(&periods)).await;
    assert_eq!(sums(&world, "2014").await, [318_200; 2], "the account: 3,182 points in 2014");
    assert_eq!(sums(&world, "2013").await, [131_800; 2], "and 2013 is as it was");
    every_entry_gave_what_the_book_says(&world).await;
    assert!(who_may_stand(&world, &held, "2014").await > 0);
    assert!(who_is_behind(&world, "2014").await > 0);
    // The account: 沈洪根's points grow by the day, and he is among the best.
    let all: Vec<usize> = (0..114).collect();
    assert!(world.count.total(SHEN, "2014") > world.count.total(SHEN, "2013"));
    assert!(world.count.rank(SHEN, &all, "2014") <= 10);
    let own = world.server.get("/me/points?period=2014", &world.people[SHEN]).await.expect(200);
    assert_eq!(hundredths(&own["points"]["total"]), world.count.total(SHEN, "2014"));
}

#[test]
fn the_deeds_spread_over_different_members() {
    for many in [20, 60] {
        let places = some(3, many);
        assert_eq!(places.iter().collect::<BTreeSet<_>>().len(), many);
    }
}
