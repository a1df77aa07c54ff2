//! One village: its fund, and what each of its members gets.

use crate::Points;

use super::apportion::{Wanted, apportion};

/// A village's fund at the moment of the settlement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fund {
    /// What the rule book gives for the period, in fen.
    pub share_fen: i64,
    /// What was free before, in fen: carried over, or come back from lots that expired.
    pub carried_in_fen: i64,
    /// What a redemption point is worth: a multiple of 100 fen.
    pub fen_per_point: i64,
    /// What is left goes to the next period; else it lapses.
    pub carry_over: bool,
}

/// A member who is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimant {
    /// The place in the roster, which breaks ties.
    pub order: i64,
    /// What the rule book promises.
    pub nominal: Points,
    /// What was over-issued earlier and not recovered yet, in redemption points that were issued.
    pub owed: Points,
    /// What was recovered in vain and not given back yet, in redemption points that were taken off.
    pub due_back: Points,
}

/// What a member gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How much of what was owed is taken off; the rest stays owed.
    pub recovered: Points,
    /// How much of what was taken off in vain is given back; the rest stays due.
    pub given_back: Points,
    /// The redemption points: the part by the rate, less what is recovered, and what is given back.
    pub points: Points,
    /// What they are worth, in fen.
    pub fen: i64,
}

impl Share {
    /// What of the redemption points was issued by the rate, and not given back.
    pub fn by_rate(&self) -> Points {
        self.points - self.given_back
    }
}

/// The statement of a village's fund for one settlement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// What the rule book gives for the period, in fen.
    pub share_fen: i64,
    /// What was free before, in fen.
    pub carried_in_fen: i64,
    /// Both together: what may be issued, in fen.
    pub available_fen: i64,
    /// What the rule book promises the members, before the fund has its say.
    pub wanted: Points,
    /// What is given back of what was taken off in vain: before anything is divided.
    pub given_back: Points,
    /// What is taken off for what was issued too much before; it stays in the fund.
    pub recovered: Points,
    /// What is committed by the points that are issued, in fen.
    pub committed_fen: i64,
    /// What is left, in fen.
    pub left_fen: i64,
    /// What of it goes to the next period, in fen.
    pub carried_out_fen: i64,
    /// What of it lapses, in fen.
    pub lapsed_fen: i64,
}

/// A village that is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Village {
    /// What each gets, in the order of the claimants.
    pub shares: Vec<Share>,
    /// The statement.
    pub statement: Statement,
}

impl Statement {
    /// The statement of a fund of which so much is committed, some of it for what is given back.
    pub fn of(fund: &Fund, wanted: Points, given_back: Points, committed_fen: i64) -> Self {
        let left_fen = fund.available_fen() - committed_fen;
        let divided = (Points::from_hundredths(fund.available_units()) - given_back).max(Points::ZERO);
        let issued = Points::from_hundredths(committed_fen / fund.fen_per_unit());
        Self {
            share_fen: fund.share_fen,
            carried_in_fen: fund.carried_in_fen,
            available_fen: fund.available_fen(),
            wanted,
            given_back,
            recovered: (wanted.min(divided) + given_back - issued).max(Points::ZERO),
            committed_fen,
            left_fen,
            carried_out_fen: if fund.carry_over { left_fen } else { 0 },
            lapsed_fen: if fund.carry_over { 0 } else { left_fen },
        }
    }
}

impl Fund {
    /// What may be issued, in fen.
    pub const fn available_fen(&self) -> i64 {
        self.share_fen + self.carried_in_fen
    }

    /// How many fen 0.01 point is worth.
    pub const fn fen_per_unit(&self) -> i64 {
        let fen = self.fen_per_point / 100;
        if fen > 0 { fen } else { 1 }
    }

    /// How many units of 0.01 point may be issued.
    pub const fn available_units(&self) -> i64 {
        self.available_fen() / self.fen_per_unit()
    }
}

/// Settles a village (S0-9): gives back what was taken off in vain, divides the rest of the fund by what
/// the rule book promises, and takes off what is owed.
///
/// What is owed and what is due are redemption points that were issued and taken off, so they are given
/// and taken as they are, where the fund is scaled, too: a debt costs its member exactly that much, and
/// nobody else anything. What is recovered stays in the fund. Nobody's share falls below zero, and where
/// the fund has nothing, nothing is recovered.
pub fn settle(claimants: &[Claimant], fund: Fund) -> Village {
    let divide = |of: fn(&Claimant) -> Points, available: i64| {
        let wanted = claimants.iter().map(|one| Wanted { order: one.order, units: of(one).hundredths() });
        apportion(&wanted.collect::<Vec<_>>(), available)
    };
    let given_back = divide(|one| one.due_back, fund.available_units());
    let given_back_in_all: i64 = given_back.iter().sum();
    let by_rate = divide(|one| one.nominal, fund.available_units() - given_back_in_all);
    let share = |((one, given_back), by_rate): ((&Claimant, i64), i64)| {
        let recovered = one.owed.hundredths().max(0).min(by_rate);
        let units = by_rate - recovered + given_back;
        Share {
            recovered: Points::from_hundredths(recovered),
            given_back: Points::from_hundredths(given_back),
            points: Points::from_hundredths(units),
            fen: units * fund.fen_per_unit(),
        }
    };
    let shares: Vec<Share> = claimants.iter().zip(given_back).zip(by_rate).map(share).collect();
    let committed_fen: i64 = shares.iter().map(|share| share.fen).sum();
    let wanted = claimants.iter().map(|one| one.nominal.max(Points::ZERO)).sum();
    let statement = Statement::of(&fund, wanted, Points::from_hundredths(given_back_in_all), committed_fen);
    Village { shares, statement }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fund(share_fen: i64) -> Fund {
        Fund { share_fen, carried_in_fen: 0, fen_per_point: 100, carry_over: true }
    }

    fn claimant(order: i64, nominal: i32, owed: i32) -> Claimant {
        Claimant { order, nominal: Points::whole(nominal), owed: Points::whole(owed), due_back: Points::ZERO }
    }

    #[test]
    fn what_is_owed_is_taken_off_and_the_rest_stays_owed() {
        let village = settle(&[claimant(1, 60, 20), claimant(2, 40, 90), claimant(3, 0, 5)], fund(500_000));
        let got: Vec<_> = village.shares.iter().map(|share| (share.recovered, share.points)).collect();
        let whole = Points::whole;
        assert_eq!(got, [(whole(20), whole(40)), (whole(40), whole(0)), (whole(0), whole(0))]);
        assert_eq!(village.statement.committed_fen, 4_000);
        assert_eq!(village.statement.carried_out_fen, 496_000);
    }

    /// A debt is in points that were issued: it is not made smaller by a fund that does not suffice.
    #[test]
    fn s0_9_a_debt_is_taken_off_unscaled() {
        let village = settle(&[claimant(1, 60, 20), claimant(2, 60, 0), claimant(3, 0, 0)], fund(6_000));
        let got: Vec<_> = village.shares.iter().map(|share| (share.recovered, share.points)).collect();
        let whole = Points::whole;
        assert_eq!(got, [(whole(20), whole(10)), (whole(0), whole(30)), (whole(0), whole(0))]);
        let Statement { wanted, recovered, committed_fen, carried_out_fen, .. } = village.statement;
        assert_eq!((wanted, recovered, committed_fen, carried_out_fen), (whole(120), whole(20), 4_000, 2_000));
    }

    #[test]
    fn s0_9_what_was_taken_off_in_vain_comes_first() {
        let due =
            |order, nominal, due_back| Claimant { due_back: Points::whole(due_back), ..claimant(order, nominal, 0) };
        let got = |claimants: &[Claimant], fen| -> Vec<(Points, Points)> {
            settle(claimants, fund(fen)).shares.iter().map(|share| (share.given_back, share.points)).collect()
        };
        let (all, whole) = ([due(1, 60, 20), due(2, 60, 0), due(3, 0, 10)], Points::whole);
        assert_eq!(got(&all, 15_000), [(whole(20), whole(80)), (whole(0), whole(60)), (whole(10), whole(10))]);
        assert_eq!(got(&all, 9_000), [(whole(20), whole(50)), (whole(0), whole(30)), (whole(10), whole(10))]);
        assert_eq!(got(&all, 1_500), [(whole(10), whole(10)), (whole(0), whole(0)), (whole(5), whole(5))]);
        assert_eq!(settle(&all, fund(9_000)).statement.given_back, whole(30));
    }

    #[test]
    fn a_fund_of_zero_issues_and_recovers_nothing() {
        let village = settle(&[claimant(1, 60, 20)], fund(0));
        assert_eq!(village.shares, [Share::default()]);
        assert_eq!(village.statement.left_fen, 0);
    }

    #[test]
    fn what_is_not_carried_over_lapses() {
        let village = settle(&[], Fund { carry_over: false, ..fund(125_000) });
        assert_eq!((village.statement.lapsed_fen, village.statement.carried_out_fen), (125_000, 0));
    }

    /// All equal: the fund is divided to the last fen, the first of the roster take the odd units.
    #[test]
    fn all_equal_is_exact_to_the_fen() {
        let all: Vec<_> = (1..=27).map(|order| claimant(order, 60, 0)).collect();
        let village = settle(&all, fund(125_000));
        assert_eq!((village.statement.committed_fen, village.statement.left_fen), (125_000, 0));
        assert_eq!(village.shares.first().map(|share| share.fen), Some(4_630));
        assert_eq!(village.shares.last().map(|share| share.fen), Some(4_629));
    }

    proptest! {
        #[test]
        fn a_village_stays_within_its_fund_to_the_last_fen(
            members in prop::collection::vec((0..20_000i64, 0..30_000i64, 0..9_000i64), 0..60),
            share_fen in 0..1_000_000i64,
            carried_in_fen in 0..1_000_000i64,
            yuan in 1..9i64,
            carry_over: bool,
        ) {
            let fund = Fund { share_fen, carried_in_fen, fen_per_point: yuan * 100, carry_over };
            let points = Points::from_hundredths;
            let claimant = |((nominal, owed, due_back), order): (&(i64, i64, i64), i64)| Claimant {
                order,
                nominal: points(*nominal),
                owed: points(*owed),
                due_back: points(*due_back),
            };
            let claimants: Vec<_> = members.iter().zip(1..).map(claimant).collect();
            let Village { shares, statement } = settle(&claimants, fund);
            let sum: i64 = shares.iter().map(|share| share.fen).sum();
            prop_assert_eq!(sum, statement.committed_fen);
            prop_assert!(sum <= fund.available_fen());
            prop_assert_eq!(statement.committed_fen + statement.left_fen, statement.available_fen);
            prop_assert_eq!(statement.carried_out_fen + statement.lapsed_fen, statement.left_fen);
            for (share, one) in shares.iter().zip(&claimants) {
                prop_assert!(share.by_rate() + share.recovered <= one.nominal);
                prop_assert!(share.recovered <= one.owed && !share.by_rate().is_negative());
                prop_assert!(share.given_back <= one.due_back && !share.given_back.is_negative());
                prop_assert_eq!(share.fen, share.points.hundredths() * yuan);
            }
            let sum = |of: fn(&Share) -> Points| shares.iter().map(of).sum::<Points>();
            let (recovered, given_back) = (sum(|share| share.recovered), sum(|share| share.given_back));
            prop_assert_eq!((recovered, given_back), (statement.recovered, statement.given_back));
            let due: i64 = claimants.iter().map(|one| one.due_back.hundredths()).sum();
            prop_assert_eq!(given_back.hundredths(), due.min(fund.available_units()), "first of all");
            let divided = (sum(Share::by_rate) + recovered).hundredths();
            let rest = fund.available_units() - given_back.hundredths();
            prop_assert_eq!(divided, statement.wanted.hundredths().min(rest));
        }

        /// One member's debt is that member's alone, and what it costs is what is recovered of it.
        #[test]
        fn s0_9_a_debt_costs_nobody_else(
            nominals in prop::collection::vec(0..20_000i64, 1..30),
            owed in 0..30_000i64,
            share_fen in 0..300_000i64,
        ) {
            let of = |owed: i64| -> Vec<Share> {
                let claimants = nominals.iter().zip(1..).map(|(nominal, order)| Claimant {
                    order,
                    nominal: Points::from_hundredths(*nominal),
                    owed: Points::from_hundredths(if order == 1 { owed } else { 0 }),
                    due_back: Points::ZERO,
                });
                settle(&claimants.collect::<Vec<_>>(), fund(share_fen)).shares
            };
            let (without, with) = (of(0), of(owed));
            prop_assert_eq!(with[0].points + with[0].recovered, without[0].points);
            prop_assert_eq!(&with[1..], &without[1..]);
        }
    }
}
