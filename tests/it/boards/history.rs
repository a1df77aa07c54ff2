//! Random histories: what the boards say is what a few lines of counting say, from SQL and from
//! Redis, however updates and rebuilds fall (pitfalls 8 to 12 and 20).

use chrono::Duration;
use proptest::prelude::*;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::boards::Leaderboards;

use super::copy::fall_behind;
use super::members::pages;
use super::world::{BRANCHES, HIDDEN, OFFICE, World, board, day, noon, reader};

const EACH: usize = 3;
const CATEGORIES: [&str; 3] = ["ordinary", "aged", "away"];

#[derive(Clone, Debug)]
enum Event {
    Credit(usize, i64),
    Move(usize, usize, usize, bool),
    Leave(usize),
    Work,
    Days(i64),
}

fn event() -> impl Strategy<Value = Event> {
    // Members of the first township stay in it.
    let member = 0..OFFICE * EACH;
    prop_oneof![
        6 => (0..BRANCHES * EACH, prop::sample::select(vec![-100, -50, 50, 100, 150])).prop_map(|(m, p)| Event::Credit(m, p)),
        3 => (member.clone(), 0..=HIDDEN, 0..3usize, prop::bool::weighted(0.2)).prop_map(|(m, b, c, e)| Event::Move(m, b, c, e)),
        1 => member.prop_map(Event::Leave),
        2 => Just(Event::Work),
        3 => (1i64..40).prop_map(Event::Days),
    ]
}

/// What is known of a member without any database.
#[derive(Clone, Debug)]
struct Known {
    spots: Vec<(Day, usize, usize, bool)>,
    left: Option<Day>,
    credits: Vec<(Day, i64)>,
}

impl Known {
    /// Branch, category and exemption for a period.
    fn spot(&self, period: Period, today: Day) -> Option<(usize, usize, bool)> {
        let day = today.clamp(period.start(), period.last_day());
        let day = match self.left {
            Some(left) if left <= period.start() => return None,
            Some(left) if left <= day => left.pred_opt().unwrap(),
            _ => day,
        };
        let spot = self.spots.iter().rev().find(|spot| spot.0 <= day)?;
        Some((spot.1, spot.2, spot.3))
    }

    fn total(&self, period: Period) -> i64 {
        self.credits.iter().filter(|(day, _)| period.contains(*day)).map(|(_, points)| points).sum()
    }
}

/// Rank, member and total by counting.
fn count(
    world: &World,
    known: &[Known],
    path: &OrganizationPath,
    period: Period,
    category: Option<usize>,
    today: Day,
) -> Vec<(u32, usize, i64)> {
    let on_board = |spot: &(usize, usize, bool)| {
        ![OFFICE, HIDDEN].contains(&spot.0)
            && path.covers(&world.branches[spot.0].path)
            && CATEGORIES[spot.1] != "away"
            && category.is_none_or(|category| category == spot.1)
            && !spot.2
    };
    let mut rows: Vec<(i64, usize)> = known
        .iter()
        .enumerate()
        .filter(|(_, known)| known.spot(period, today).as_ref().is_some_and(on_board))
        .map(|(index, known)| (known.total(period), index))
        .collect();
    rows.sort_by_key(|(total, index)| (-total, *index));
    let better = |total: i64| u32::try_from(rows.iter().filter(|row| row.0 > total).count()).unwrap();
    rows.iter().map(|(total, index)| (better(*total) + 1, *index, *total)).collect()
}

async fn happen(world: &World, known: &mut [Known], event: &Event, today: &mut Day) {
    match *event {
        Event::Credit(member, hundredths) if known[member].left.is_none() => {
            world.credit(member, hundredths, *today).await;
            known[member].credits.push((*today, hundredths));
        }
        Event::Move(member, branch, category, exempt) if known[member].left.is_none() => {
            world.move_to(member, branch, CATEGORIES[category], exempt, *today).await;
            known[member].spots.push((*today, branch, category, exempt));
        }
        // Who moved in today cannot have left before.
        Event::Leave(member) if known[member].left.is_none() && known[member].spots.last().unwrap().0 < *today => {
            world.leave(member, *today).await;
            known[member].left = Some(*today);
        }
        Event::Work => world.work(*today).await,
        Event::Days(days) => *today += Duration::days(days),
        _ => {}
    }
}

async fn check(world: &World, known: &[Known], today: Day, from_copy: bool) {
    let paths = [&world.county, &world.township, &world.general, &world.branches[0].path, &world.branches[1].path];
    for period in Period::all_containing(today).into_iter().flat_map(|period| [period, period.previous()]) {
        for (path, category) in paths.iter().flat_map(|path| [(*path, None), (*path, Some(0)), (*path, Some(1))]) {
            let mut query = board(path, &period.to_string());
            query.category = category.map(|category| CATEGORIES[category].to_owned());
            let expected = count(world, known, path, period, category, today);
            for (name, boards) in world.all() {
                let page = pages(boards, &query, 4, reader(today)).await;
                let index = |row: &_| world.members.iter().position(|member| member == row).unwrap();
                let told: Vec<_> =
                    page.rows.iter().map(|row| (row.rank, index(&row.row.member), row.total.hundredths())).collect();
                assert_eq!(told, expected, "{name}: {query:?} on {today}");
                // An empty board is not worth a copy.
                let copy = from_copy && name == "redis" && !expected.is_empty();
                assert_eq!(page.as_of < noon(today), copy, "{name}: where {query:?} came from");
            }
            if let Some((rank, index, _)) = expected.get(expected.len() / 2) {
                let member = world.members[*index];
                let sql = world.sql.own_place(&query, member, 2, reader(today)).await.unwrap().place;
                assert_eq!(sql.as_ref().map(|placed| placed.row.rank), Some(*rank));
                for (name, boards) in world.all() {
                    let own = boards.own_place(&query, member, 2, reader(today)).await.unwrap();
                    assert_eq!(own.place, sql, "{name}: {query:?} on {today}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn every_history_is_ranked_as_counting_does(events in prop::collection::vec(event(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let world = World::create(EACH).await;
            let mut today = day("2024-02-10");
            let first = |index: usize| Known { spots: vec![(day("2000-07-01"), index / EACH, 0, false)], left: None, credits: Vec::new() };
            let mut known: Vec<Known> = (0..BRANCHES * EACH).map(first).collect();
            world.work(today).await;
            for event in &events {
                happen(&world, &mut known, event, &mut today).await;
            }
            // Behind, cold or of another day: read from SQL.
            world.work(today).await;
            fall_behind(&world, noon(today)).await;
            check(&world, &known, today, true).await;
            if let Some(boards) = &world.redis {
                boards.rebuild(noon(today), &|_, _| {}).await.unwrap();
                check(&world, &known, today, true).await;
            }
        });
    }
}
