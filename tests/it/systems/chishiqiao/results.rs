//! What comes of the points: averages, comparisons, low quarters, the veto.

use serde_json::{Value, json};

use super::super::kit::World;
use super::{Low, direct};
use crate::township::{hundredths, pages};

/// Whom nothing was found of.
const NOBODY: [usize; 0] = [];

/// The member whose two years are compared.
pub(super) fn compared(world: &World) -> usize {
    world.of_branch(0)[3]
}

/// The grade by hand: so many percent of those on the board, rounded in the member's favour.
fn grade(world: &World, place: usize, among: &[usize], period: &str) -> &'static str {
    let rank = world.count.rank(place, among, period);
    let own = world.count.total(place, period);
    let lowest = among.iter().all(|other| world.count.total(*other, period) >= own);
    let within = |percent: usize| rank <= (among.len() * percent).div_ceil(100);
    if within(20) && !lowest {
        "excellent"
    } else if within(60) {
        "good"
    } else if within(95) {
        "fair"
    } else {
        "low"
    }
}

/// S0-7: branches by the average of their members; none that is out of scope.
pub(super) async fn averages(world: &World, period: &str, branches: usize) {
    let path = format!("/leaderboards/organizations?parentId={}&period={period}", world.server.fixture.township);
    let board = world.read(&path, &world.people[1]).await;
    let rows: Vec<&Value> =
        board["items"].as_array().expect("rows").iter().filter(|row| row["counted"] != json!(0)).collect();
    assert_eq!(rows.len(), branches, "{path}");
    let mut counted = Vec::new();
    for branch in 0..branches {
        let own = world.of_branch(branch);
        let sum: i64 = own.iter().map(|place| world.count.total(*place, period)).sum();
        let many = i64::try_from(own.len()).expect("few");
        counted.push((branch, sum, many, (2 * sum + many).div_euclid(2 * many)));
    }
    for (branch, sum, many, average) in &counted {
        let id = world.branch(*branch).id.to_string();
        let row = rows.iter().find(|row| row["organizationId"] == id.as_str()).expect("every branch is listed");
        let told = (hundredths(&row["sum"]), row["counted"].as_i64(), hundredths(&row["average"]));
        assert_eq!(told, (*sum, Some(*many), *average), "{id} of {path}");
        let rank = 1 + counted.iter().filter(|other| other.3 > *average).count();
        assert_eq!(row["rank"], json!(rank), "{id} of {path}");
    }
}

/// S0-16: how many the township's board lists.
pub(super) async fn lists(world: &World, period: &str, members: usize) {
    let path = format!("/leaderboards/members?organizationId={}&period={period}", world.server.fixture.township);
    assert_eq!(pages(&world.server, &path, Some(&world.clerk())).await.len(), members, "{path}");
}

/// S0-8: 纵向 against the own past, 横向 among the peers, 同期 against the same period a year earlier.
pub(super) async fn three_comparisons(world: &World) {
    let place = compared(world);
    let (all, own) = (world.all(), world.of_branch(0));
    for (period, before, earlier) in
        [("2025-02", "2025-01", "2024-02"), ("2025-Q1", "2024-Q4", "2024-Q1"), ("2025", "2024", "2024")]
    {
        let told = world.read(&format!("/me/comparison?period={period}"), &world.people[place]).await;
        let total = |period: &str| world.count.total(place, period);
        let standing = json!({
            "total": total(period), "branchRank": world.count.rank(place, &own, period), "branchSize": 35,
            "townshipRank": world.count.rank(place, &all, period), "townshipSize": 497,
            "grade": grade(world, place, &all, period), "keptOut": false,
        });
        let mut current = told["current"].clone();
        current["total"] = json!(hundredths(&current["total"]));
        assert_eq!(current, standing, "横向 {period}");
        assert_eq!((&told["previousPeriod"], &told["yearEarlierPeriod"]), (&json!(before), &json!(earlier)));
        let against = |then: &Value, change: &Value, other: &str| {
            // Nobody has points there: no data, which is not zero.
            if world.count.sum(other) == 0 {
                assert_eq!((then, change), (&Value::Null, &Value::Null), "{other}");
                return;
            }
            let told = (hundredths(&then["total"]), hundredths(change));
            assert_eq!(told, (total(other), total(period) - total(other)), "{period} against {other}");
        };
        against(&told["previous"], &told["change"], before);
        against(&told["yearEarlier"], &told["yearChange"], earlier);
    }
}

/// Who met the consequence, by place.
async fn found(world: &World, branch: Option<usize>, period: &str) -> Vec<usize> {
    let organization = branch.map_or(world.server.fixture.township, |branch| world.branch(branch).id);
    let path = format!("/findings?organizationId={organization}&period={period}");
    let items = pages(&world.server, &path, Some(&world.clerk())).await;
    let place = |item: &Value| {
        assert_eq!(item["consequence"], "two_low_quarters");
        let grades: Vec<&str> =
            item["periods"].as_array().expect("periods").iter().filter_map(|one| one["grade"].as_str()).collect();
        assert_eq!(grades, ["low", "low"]);
        (0..world.people.len()).find(|place| item["memberId"] == json!(world.people[*place].id.0)).expect("known")
    };
    let mut places: Vec<usize> = items.iter().map(place).collect();
    places.sort_unstable();
    places
}

/// S0-11: two quarters in a row at the bottom are found, one is not, nor two with one between.
pub(super) async fn two_low_quarters(world: &World, low: &Low) {
    let in_both = |one: usize, other: usize| -> Vec<usize> {
        let [one, other] = [&low.0[one], &low.0[other]];
        let mut both: Vec<usize> = one.iter().copied().filter(|place| other.contains(place)).collect();
        both.sort_unstable();
        both
    };
    assert_eq!(found(world, None, "2024-Q1").await, NOBODY, "there was no quarter before");
    assert_eq!((in_both(0, 1).len(), in_both(1, 2).len(), in_both(0, 2).len()), (5, 3, 7));
    assert_eq!(found(world, None, "2024-Q2").await, in_both(0, 1));
    assert_eq!(found(world, Some(12), "2024-Q2").await, in_both(0, 1));
    assert_eq!(found(world, Some(11), "2024-Q2").await, NOBODY);
    assert_eq!(found(world, None, "2024-Q3").await, in_both(1, 2));
    assert_eq!(found(world, None, "2024-Q4").await, NOBODY, "once all are alike again");
    let path = format!("/findings?organizationId={}&period=2024-Q2", world.branch(12).id);
    let told = world.read(&path, &world.secretary(12)).await;
    let consequence = &told["consequences"][0];
    assert_eq!((&consequence["inARow"], &consequence["deadlineDays"]), (&json!(2), &json!(90)));
    assert_eq!(consequence["steps"].as_array().map(Vec::len), Some(4));
}

/// S0-12: a suspected breach zeroes and keeps out of the grade; lifted, everything is as it was.
pub(super) async fn veto(world: &mut World) {
    const PERIODS: [&str; 3] = ["2025-05", "2025-Q2", "2025"];
    let clerk = world.clerk();
    let place = world.of_branch(3)[4];
    let member = world.people[place].clone();
    world.enter(&clerk, &[place], direct("grid_service", "2025-05-20", "网格巡查", 50)).await;
    let listed: Vec<usize> = (0..13).flat_map(|branch| world.of_branch(branch)).collect();
    let standing = async |world: &World| world.read("/me/comparison?period=2025-Q2", &member).await["current"].clone();
    let before = standing(world).await;
    let of_record = |world: &World| json!(grade(world, place, &listed, "2025-Q2"));
    assert_eq!((&before["grade"], &before["keptOut"]), (&of_record(world), &json!(false)));
    assert_eq!(before["grade"], "excellent");

    let body = json!({ "item": "veto", "day": "2025-05-21", "reason": "涉嫌违纪，移交乡纪委" });
    let done = world.post(&format!("/members/{}/zeroings", member.id), &clerk, body, 201).await;
    assert_eq!(done["zeroing"]["keepsOutUntil"], "2025-12-31");
    let mut taken = Vec::new();
    for period in PERIODS {
        let total = world.count.total(place, period);
        world.count.add(place, period, -total);
        taken.push((period, total));
    }
    assert_eq!(taken, [("2025-05", 100), ("2025-Q2", 0), ("2025", 6_000)], "the month, then what is left");
    let under = standing(world).await;
    assert_eq!((&under["grade"], &under["keptOut"]), (&Value::Null, &json!(true)));
    world.compare_boards(&PERIODS).await;

    world.server.set_time("2025-06-25T01:00:00Z");
    let zeroing = done["zeroing"]["id"].as_str().expect("an id");
    let why = json!({ "reason": "经查不实，予以撤销" });
    world.post(&format!("/zeroings/{zeroing}/lifting"), &clerk, why, 201).await;
    for (period, total) in taken {
        world.count.add(place, period, total);
    }
    let after = standing(world).await;
    assert_eq!((&after["grade"], &after["keptOut"]), (&of_record(world), &json!(false)));
    world.compare(&PERIODS[1..]).await;
}
