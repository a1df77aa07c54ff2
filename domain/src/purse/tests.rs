//! Invariant 5 over random lives of a purse: lots, wallet and fund stay exact and never go below zero.

use chrono::{DateTime, Days, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::Points;
use crate::funds::{Fund, FundStep};
use crate::ids::{LotId, MemberId, OrganizationId, SettlementId};
use crate::time::Day;

fn day(after: u64) -> Day {
    Day::from_ymd_opt(2026, 1, 1).expect("a day") + Days::new(after)
}

fn lot(number: u128, units: i64, unit_fen: i64, expires_on: Option<Day>) -> Lot {
    let issued = Amount::at(Points::from_hundredths(units), unit_fen);
    Lot {
        id: LotId(Uuid::from_u128(number)),
        member: MemberId(Uuid::nil()),
        settlement: SettlementId(Uuid::from_u128(number)),
        organization: OrganizationId(Uuid::nil()),
        period: "2026-Q1".parse().expect("a period"),
        issued,
        free: issued,
        reserved: Amount::ZERO,
        spent: Amount::ZERO,
        expired: Amount::ZERO,
        expires_on,
        issued_at: DateTime::<Utc>::UNIX_EPOCH,
        grace_used: false,
    }
}

#[derive(Clone, Copy, Debug)]
enum End {
    HandedOut,
    FellThrough(Undone),
}

fn end() -> impl Strategy<Value = End> {
    prop_oneof![
        Just(End::HandedOut),
        Just(End::FellThrough(Undone::ByMember)),
        Just(End::FellThrough(Undone::ByOthers))
    ]
}

#[derive(Clone, Debug)]
enum Step {
    Allot(i64),
    Issue {
        units: i64,
        unit_fen: i64,
        months: Option<u64>,
    },
    Reserve(i64),
    End {
        order: usize,
        how: End,
    },
    /// What an order had taken did not work.
    Refund(usize),
    NextDays(u64),
    Lapse(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1..500_000i64).prop_map(Step::Allot),
        (1..5_000i64, 1..5i64, proptest::option::of(0..4u64)).prop_map(|(units, unit_fen, months)| Step::Issue {
            units,
            unit_fen,
            months
        }),
        (1..4_000i64).prop_map(Step::Reserve),
        (0..8usize, end()).prop_map(|(order, how)| Step::End { order, how }),
        (0..8usize).prop_map(Step::Refund),
        (0..70u64).prop_map(Step::NextDays),
        (1..100_000i64).prop_map(Step::Lapse),
    ]
}

#[derive(Default)]
struct World {
    today: u64,
    lots: Vec<Lot>,
    orders: Vec<Vec<Portion>>,
    spent: Vec<Vec<Portion>>,
    fund: Fund,
}

impl World {
    fn move_fund(&mut self, step: FundStep, fen: i64) {
        self.fund = self.fund.after(step, fen).expect("the lots' money is in the fund");
    }

    fn take(&mut self, step: &Step) {
        let today = day(self.today);
        match *step {
            Step::Allot(fen) => self.move_fund(FundStep::Allot, fen),
            Step::Lapse(fen) => self.fund = self.fund.after(FundStep::Lapse, fen).unwrap_or(self.fund),
            Step::Issue { units, unit_fen, months } => {
                let until = months.map(|months| day(self.today + 30 * months));
                let lot = lot(self.lots.len() as u128 + 1, units, unit_fen, until);
                if let Ok(after) = self.fund.after(FundStep::Commit, lot.issued.fen) {
                    self.fund = after;
                    self.lots.push(lot);
                }
            }
            Step::Reserve(units) => {
                let (points, had) = (Points::from_hundredths(units), spendable(&self.lots, today));
                match spend_plan(&self.lots, points, today) {
                    Ok(portions) => {
                        assert_eq!(portions.iter().map(|part| part.amount.points).sum::<Points>(), points);
                        for part in &portions {
                            let lot = self.lots.iter_mut().find(|lot| lot.id == part.lot).expect("its lot");
                            lot.reserve(part.amount).expect("what the plan says is free");
                        }
                        self.orders.push(portions);
                    }
                    Err(NotEnough { missing }) => assert_eq!(had + missing, points),
                }
            }
            Step::End { order, how } if order < self.orders.len() => {
                let portions = self.orders.swap_remove(order);
                match how {
                    End::HandedOut => {
                        self.spent.push(portions.clone());
                        for part in portions {
                            let lot = self.lots.iter_mut().find(|lot| lot.id == part.lot).expect("its lot");
                            lot.fulfil(part.amount).expect("it was reserved");
                            self.move_fund(FundStep::Spend, part.amount.fen);
                        }
                    }
                    End::FellThrough(by) => self.fall_through(&portions, by),
                }
            }
            Step::End { .. } => {}
            Step::Refund(order) if order < self.spent.len() => {
                for part in self.spent.swap_remove(order) {
                    let lot = self.lots.iter_mut().find(|lot| lot.id == part.lot).expect("its lot");
                    let lapsed = lot.refund(part.amount, today).expect("it was spent");
                    assert!(!lot.is_over(today), "what comes back can be spent");
                    self.move_fund(FundStep::Refund, part.amount.fen);
                    self.move_fund(FundStep::Release, lapsed.fen);
                }
            }
            Step::Refund(_) => {}
            Step::NextDays(days) => {
                self.today += days;
                let today = day(self.today);
                let lapsed: i64 = self.lots.iter_mut().map(|lot| lot.expire(today).fen).sum();
                self.move_fund(FundStep::Release, lapsed);
                assert!(self.lots.iter_mut().all(|lot| lot.expire(today).is_zero()), "once");
            }
        }
    }

    /// Nobody loses points by what others do; by the member's own doing once in the life of a lot neither.
    fn fall_through(&mut self, portions: &[Portion], by: Undone) {
        let today = day(self.today);
        for (after, part, late) in refund(&self.lots, portions, today, by).expect("it was reserved") {
            let lot = self.lots.iter_mut().find(|lot| lot.id == after.id).expect("its lot");
            let keeps = by == Undone::ByOthers || !lot.is_over(today) || !lot.grace_used;
            assert_eq!(late.too_late, if keeps { Amount::ZERO } else { part.amount });
            assert_eq!(keeps, !after.is_over(today), "what comes back can be spent, or is lost at once");
            assert!(!keeps || after.free.points >= part.amount.points);
            assert!(after.expires_on == lot.expires_on || after.expires_on == Some(today + Days::new(REFUND_DAYS)));
            let by_member = by == Undone::ByMember && lot.is_over(today);
            assert_eq!(after.grace_used, lot.grace_used || by_member, "used by the member's own doing only");
            *lot = after;
            self.move_fund(FundStep::Release, late.ran_out.fen + late.too_late.fen);
        }
    }

    fn check(&self) {
        assert!(self.lots.iter().all(Lot::is_exact), "{:?}", self.lots);
        assert!(self.fund.is_exact(), "{:?}", self.fund);
        let sum = |part: fn(&Lot) -> i64| self.lots.iter().map(part).sum::<i64>();
        assert_eq!(self.fund.committed, sum(|lot| lot.free.fen + lot.reserved.fen));
        assert_eq!(self.fund.spent, sum(|lot| lot.spent.fen));
        let open = self.orders.iter().flatten().map(|part| part.amount.points).sum();
        assert_eq!(Wallet::of(&self.lots).reserved, open);
    }
}

proptest! {
    #[test]
    fn s0_9_any_life_of_a_purse_is_exact(steps in proptest::collection::vec(step(), 1..60)) {
        let mut world = World::default();
        for step in &steps {
            world.take(step);
            world.check();
        }
    }
}

#[test]
fn what_runs_out_soonest_pays_first() {
    let (soon, late, never) = (lot(1, 100, 1, Some(day(5))), lot(2, 100, 2, Some(day(9))), lot(3, 100, 1, None));
    let mut lots = [never.clone(), late.clone(), soon.clone()];
    let plan = |lots: &[Lot], units, today| spend_plan(lots, Points::from_hundredths(units), today);
    let ids = |plan: Result<Vec<Portion>, NotEnough>| -> Vec<LotId> {
        plan.expect("enough").iter().map(|part| part.lot).collect()
    };
    assert_eq!(ids(plan(&lots, 250, day(5))), [soon.id, late.id, never.id]);
    assert_eq!(ids(plan(&lots, 150, day(6))), [late.id, never.id], "what has run out pays nothing");
    assert_eq!(plan(&lots, 301, day(5)), Err(NotEnough { missing: Points::from_hundredths(1) }));
    assert_eq!(plan(&lots, 0, day(5)), Ok(Vec::new()));
    lots[0].expires_on = Some(day(5));
    lots[0].issued_at = DateTime::<Utc>::UNIX_EPOCH - chrono::Duration::days(1);
    assert_eq!(ids(plan(&lots, 200, day(5))), [never.id, soon.id], "of one day, what was issued first");
}

#[test]
fn a_refund_after_the_day_is_good_for_thirty_days_and_takes_nothing_else_along() {
    let mut one = lot(1, 100, 3, Some(day(5)));
    let part = Amount::at(Points::from_hundredths(40), 3);
    one.reserve(part).expect("it is free");
    let by = Undone::ByMember;
    assert_eq!(one.cancel(Amount { fen: 121, ..part }, day(9), by), Err(Unfit), "the fen are the lot's own");
    let ran_out = Amount::at(Points::from_hundredths(60), 3);
    assert_eq!(one.cancel(part, day(9), by), Ok(Late { ran_out, too_late: Amount::ZERO }));
    assert_eq!((one.free, one.expires_on), (part, Some(day(39))));
    assert!(one.is_exact());
    assert_eq!(one.cancel(part, day(9), by), Err(Unfit), "refunded once");
    assert_eq!(expiring(std::slice::from_ref(&one), day(9)), [(one.id, day(39), part)]);
    assert_eq!(expiring(std::slice::from_ref(&one), day(8)), []);
}

/// Orders before the last day and calls off after it, again and again: once it helps. What others do always
/// gives the days, and uses nothing up.
#[test]
fn s0_9_the_days_after_a_cancelled_order_are_given_once_to_the_member_and_always_for_others() {
    let mut one = lot(1, 100, 1, Some(day(5)));
    let part = Amount::at(Points::from_hundredths(100), 1);
    let mut round = |ordered: u64, cancelled: u64, by| {
        assert!(!one.is_over(day(ordered)), "good on that day");
        one.reserve(part).expect("it is free");
        let late = one.cancel(part, day(cancelled), by).expect("it is reserved");
        (late.too_late, one.expires_on)
    };
    assert_eq!(round(1, 2, Undone::ByMember), (Amount::ZERO, Some(day(5))), "in time nothing changes");
    assert_eq!(round(5, 9, Undone::ByOthers), (Amount::ZERO, Some(day(39))));
    assert_eq!(round(39, 50, Undone::ByMember), (Amount::ZERO, Some(day(80))), "the member's own");
    assert_eq!(round(80, 90, Undone::ByOthers), (Amount::ZERO, Some(day(120))));
    assert_eq!(round(100, 110, Undone::ByMember), (Amount::ZERO, Some(day(120))), "in time, as ever");
    assert_eq!(round(120, 121, Undone::ByMember), (part, Some(day(120))), "not twice");
    assert!(one.is_exact() && one.expired == part);
}

/// However a member orders and calls off, without others nothing outlives its last day by more than the days
/// of two orders and the grace.
#[test]
fn s0_9_points_run_out_in_the_end() {
    const LIFETIME: u64 = 14;
    let mut one = lot(1, 100, 1, Some(day(0)));
    let part = Amount::at(Points::from_hundredths(100), 1);
    let (mut today, mut rounds) = (0, 0);
    while !one.free.is_zero() {
        one.reserve(part).expect("it is free");
        today += LIFETIME;
        one.cancel(part, day(today), Undone::ByMember).expect("it is reserved");
        // The next order waits for the last day.
        today = one.expires_on.map_or(today, |until| (until - day(0)).num_days().unsigned_abs());
        rounds += 1;
    }
    assert_eq!((rounds, today), (2, LIFETIME + REFUND_DAYS));
}
