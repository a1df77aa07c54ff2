//! Tests of the findings.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::time::PeriodKind;

fn member(number: usize) -> MemberId {
    MemberId(Uuid::from_u128(number as u128 + 1))
}

fn consequence(trigger: Trigger, in_a_row: u32) -> Consequence {
    Consequence {
        code: "low".to_owned(),
        name: "靠后".to_owned(),
        trigger,
        per: PeriodKind::Quarter,
        in_a_row,
        steps: vec!["约谈".to_owned()],
        deadline_days: Some(90),
    }
}

/// A board of members with total, base held and base due, in whole points.
fn board(period: &str, rows: &[(i32, i32, i32)]) -> PeriodFigures {
    let counted = u32::try_from(rows.len()).expect("few");
    let figures = |total: i32, base: i32, due: i32| Figures {
        total: Points::whole(total),
        additions: Points::whole(total.max(base)),
        deductions: Points::whole((total - total.max(base)).min(0)),
        base: Points::whole(base),
        due: Points::whole(due),
        rank: u32::try_from(rows.iter().filter(|row| row.0 > total).count()).expect("few") + 1,
        counted,
        grade: Some(if total < 5 { "low" } else { "good" }.to_owned()),
    };
    let members = rows.iter().enumerate().map(|(at, row)| (member(at), figures(row.0, row.1, row.2))).collect();
    PeriodFigures { period: period.parse().expect("a period"), members }
}

fn found(trigger: Trigger, in_a_row: u32, boards: &[PeriodFigures]) -> Vec<MemberId> {
    let found = findings(&consequence(trigger, in_a_row), boards, &RunningTotals::default());
    found.into_iter().map(|finding| finding.member).collect()
}

/// S0-11: two quarters in a row, with the figures of each.
#[test]
fn two_low_quarters_in_a_row() {
    let (second, first) =
        (board("2024-Q2", &[(1, 0, 0), (2, 0, 0), (9, 0, 0)]), board("2024-Q1", &[(3, 0, 0), (8, 0, 0), (1, 0, 0)]));
    let boards = [second, first];
    let low = consequence(Trigger::Grade("low".to_owned()), 2);
    let findings = findings(&low, &boards, &RunningTotals::default());
    assert_eq!(findings.len(), 1);
    let [finding] = findings.as_slice() else { panic!("one") };
    assert_eq!(finding.member, member(0));
    let totals: Vec<_> = finding.periods.iter().map(|found| (found.period.to_string(), found.figures.total)).collect();
    assert_eq!(totals, [("2024-Q2".to_owned(), Points::whole(1)), ("2024-Q1".to_owned(), Points::whole(3))]);
    assert!(found(Trigger::Grade("low".to_owned()), 2, &boards[..1]).is_empty(), "one quarter is no row");
}

/// S2-5: below base, no additions, a heavy deduction.
#[test]
fn backward_members_are_those_below_base_without_additions_or_with_heavy_deductions() {
    let year = [board("2024", &[(100, 100, 100), (95, 100, 100), (104, 100, 100), (0, 0, 100)])];
    assert_eq!(found(Trigger::BelowBase, 1, &year), [member(1), member(3)], "a withheld base is below base");
    assert_eq!(found(Trigger::NoAdditions, 1, &year), [member(0), member(1), member(3)]);
    assert_eq!(found(Trigger::Deductions(Points::whole(5)), 1, &year), [member(1)]);
    assert!(found(Trigger::Deductions(Points::whole(6)), 1, &year).is_empty());
}

#[test]
fn no_data_finds_nobody() {
    let empty = [board("2024", &[(0, 0, 100), (0, 0, 100)])];
    for trigger in [Trigger::BelowBase, Trigger::NoAdditions, Trigger::Grade("low".to_owned())] {
        assert!(found(trigger, 1, &empty).is_empty());
    }
}

#[test]
fn the_last_share_is_rounded_in_the_members_favour() {
    let rows: Vec<_> = (0..19).map(|total| (total, 0, 0)).collect();
    assert_eq!(found(Trigger::BottomShare(10), 1, &[board("2024", &rows)]), [member(0)], "one of nineteen");
    let tied = board("2024", &[(0, 0, 0), (0, 0, 0), (0, 0, 0), (7, 0, 0)]);
    assert!(found(Trigger::BottomShare(50), 1, &[tied]).is_empty(), "three share what is for two");
}

/// S2-5: three years' running total near the bottom.
#[test]
fn a_running_total_is_of_who_belonged_all_the_time() {
    let trigger = Trigger::RunningTotal { periods: 3, bottom_percent: 34 };
    let newest = [board("2024", &[(1, 0, 0), (2, 0, 0), (3, 0, 0), (0, 0, 0)])];
    let totals = |year: &str, rows: [i32; 4]| {
        let rows = rows.into_iter().enumerate().map(|(at, total)| (member(at), Points::whole(total)));
        (year.parse::<Period>().expect("a year"), rows.collect::<HashMap<_, _>>())
    };
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let mut since: HashMap<_, _> = (0..3).map(|at| (member(at), day("2000-01-01"))).collect();
    since.insert(member(3), day("2023-06-01"));
    let periods = vec![totals("2024", [1, 2, 3, 0]), totals("2023", [50, 2, 5, 0]), totals("2022", [5, 5, 9, 0])];
    let running = RunningTotals { periods, since };
    let findings = findings(&consequence(trigger.clone(), 1), &newest, &running);
    assert_eq!(findings.len(), 1, "who came in 2023 is compared with nobody");
    let [finding] = findings.as_slice() else { panic!("one") };
    let place = finding.periods[0].running.expect("a running total");
    assert_eq!((finding.member, place.total, place.place, place.counted), (member(1), Points::whole(9), 3, 3));
    assert_eq!(place.from.to_string(), "2022");
    let short = RunningTotals { periods: running.periods[..2].to_vec(), since: running.since };
    assert!(super::findings(&consequence(trigger, 1), &newest, &short).is_empty(), "two years are not three");
}

proptest! {
    /// Never more than the share, and nobody above somebody who is not found.
    #[test]
    fn the_bottom_is_a_bottom(totals in prop::collection::vec(-50i32..50, 1..60), percent in 0u32..=100) {
        let rows: Vec<_> = totals.iter().map(|total| (*total, 0, 0)).collect();
        let found = found(Trigger::BottomShare(percent), 1, &[board("2024", &rows)]);
        prop_assert!(found.len() * 100 <= totals.len() * percent as usize);
        let best = totals.iter().enumerate().filter(|(at, _)| found.contains(&member(*at))).map(|(_, total)| *total).max();
        for (at, total) in totals.iter().enumerate() {
            prop_assert!(best.is_none_or(|best| *total > best) || found.contains(&member(at)));
        }
    }
}
