//! The "Done when": random rule books and random histories through the domain's plans, against
//! a naive fold in the order of recording.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails like this")]

mod grades;
mod naive;
mod rules;
mod world;

use chrono::Duration;
use proptest::prelude::*;
use rules::{Rules, books, rules};
use uuid::Uuid;
use world::World;
use xianfeng_domain::Points;
use xianfeng_domain::boards::rank;
use xianfeng_domain::rulebook::{Cap, Limit, TieRule};
use xianfeng_domain::time::{Day, Period, PeriodKind};

const ITEMS: usize = 2;
const MEMBERS: usize = 4;

#[derive(Clone, Debug)]
enum Op {
    Deed {
        item: usize,
        version: usize,
        day: i64,
        steps: i64,
    },
    Deduct {
        day: i64,
        steps: i64,
    },
    Base {
        kind: PeriodKind,
        day: i64,
        steps: i64,
    },
    Correct {
        entry: prop::sample::Index,
        last: bool,
    },
    /// As an upheld objection does: in units that are closed and not final.
    Object {
        entry: prop::sample::Index,
    },
    Zero {
        day: i64,
        veto: bool,
    },
    Lift {
        zero: prop::sample::Index,
    },
    Close,
    Finish,
}

fn op() -> impl Strategy<Value = Op> {
    // From the first open day: some late, most in it, some ahead.
    let day = -30i64..110;
    let kind = (0usize..3).prop_map(|kind| PeriodKind::ALL[kind]);
    prop_oneof![
        8 => (0..ITEMS, 0usize..2, day.clone(), 1i64..8)
            .prop_map(|(item, version, day, steps)| Op::Deed { item, version, day, steps }),
        2 => (day.clone(), 1i64..8).prop_map(|(day, steps)| Op::Deduct { day, steps }),
        2 => (kind, day.clone(), 1i64..40).prop_map(|(kind, day, steps)| Op::Base { kind, day, steps }),
        8 => (any::<prop::sample::Index>(), any::<bool>()).prop_map(|(entry, last)| Op::Correct { entry, last }),
        5 => any::<prop::sample::Index>().prop_map(|entry| Op::Object { entry }),
        3 => (day, any::<bool>()).prop_map(|(day, veto)| Op::Zero { day, veto }),
        2 => any::<prop::sample::Index>().prop_map(|zero| Op::Lift { zero }),
        3 => Just(Op::Close),
        3 => Just(Op::Finish),
    ]
}

fn id<T: From<Uuid>>(number: u128) -> T {
    T::from(Uuid::from_u128(number))
}

fn first() -> Day {
    "2024-01-01".parse().unwrap()
}

/// Every period that anything may count in.
fn periods() -> Vec<Period> {
    let mut periods = Vec::new();
    for kind in PeriodKind::ALL {
        let start = Period::containing(kind, first());
        periods.extend(
            std::iter::successors(Some(start), |period| Some(period.next()))
                .take_while(|period| period.start() < first() + Duration::days(3 * 366)),
        );
    }
    periods
}

/// Rare in random histories: a deed that a cap had trimmed, taken back once its quarter was final and
/// then reinstated, gets what it had, not what the next quarter's cap would leave.
#[test]
fn a_reinstated_deed_of_a_final_unit_gets_no_more_than_it_had() {
    let cap = Cap { per: PeriodKind::Quarter, limit: Limit::Points(Points::whole(2)) };
    let own = Rules {
        unit: PeriodKind::Quarter,
        additions_count: true,
        caps: [[vec![cap], Vec::new()], [Vec::new(), Vec::new()]],
    };
    let rules = [own.clone(), own];
    let books = books(&rules);
    let mut world = World::new(1, &rules);
    for op in [Op::Deed { item: 0, version: 0, day: 0, steps: 3 }, Op::Deed { item: 0, version: 0, day: 1, steps: 3 }] {
        world.apply(0, &rules, &books, &op);
    }
    for op in [Op::Close, Op::Finish] {
        world.apply(0, &rules, &books, &op);
    }
    world.correct_at(&books, 1, false);
    world.correct_at(&books, 2, false);
    world.check(&rules);
    let points: Vec<i64> = world.entries.iter().map(|entry| entry.draft.points.hundredths()).collect();
    assert_eq!(points, [150, 50, -50, 50]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, max_shrink_iters: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plans_agree_with_a_naive_fold(
        first_rules in rules(), second_rules in rules(), bounds in grades::bounds(),
        history in prop::collection::vec((0..MEMBERS, prop::bool::weighted(0.15), op()), 10..90),
    ) {
        let rules = [first_rules, second_rules];
        let books = books(&rules);
        let mut worlds: Vec<World> = (0..MEMBERS).map(|member| World::new(1 + member as u128, &rules)).collect();
        for (member, elsewhere, op) in &history {
            let world = &mut worlds[*member];
            world.apply(usize::from(*elsewhere), &rules, &books, op);
        }
        for world in &worlds {
            world.check(&rules);
        }
        let book = books.values().next().expect("a book").clone();
        for period in periods() {
            let rows: Vec<(usize, Points)> = worlds.iter().enumerate().map(|(member, world)| {
                (member, world.totals(0).get(&period).copied().unwrap_or_default())
            }).collect();
            let totals: Vec<Points> = rows.iter().map(|row| row.1).collect();
            grades::check(&book, &bounds, period, &totals);
            for ranked in rank(rows.clone(), TieRule::Skip, |row| row.1, |row| row.0) {
                let better = worlds.iter().filter(|world| world.naive[0].points(period) > ranked.total).count();
                prop_assert_eq!(ranked.rank as usize, better + 1);
            }
        }
    }
}
