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
    /// What was over-issued earlier and not recovered yet.
    pub owed: Points,
}

/// What a member gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How much of what was owed is taken off; the rest stays owed.
    pub recovered: Points,
    /// The redemption points.
    pub points: Points,
    /// What they are worth, in fen.
    pub fen: i64,
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
    /// What the members' points come to before the fund has its say, after recovery.
    pub wanted: Points,
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
    /// The statement of a fund of which so much is committed.
    pub const fn of(fund: &Fund, wanted: Points, committed_fen: i64) -> Self {
        let left_fen = fund.available_fen() - committed_fen;
        Self {
            share_fen: fund.share_fen,
            carried_in_fen: fund.carried_in_fen,
            available_fen: fund.available_fen(),
            wanted,
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

/// Settles a village (S0-9): takes off what is owed, then divides the fund.
///
/// Taken off before dividing, so that whoever owes never has a negative share. Where the fund has
/// nothing, nothing is issued, and therefore nothing recovered.
pub fn settle(claimants: &[Claimant], fund: Fund) -> Village {
    let empty = fund.available_units() <= 0;
    let recovered: Vec<Points> = claimants
        .iter()
        .map(|one| if empty { Points::ZERO } else { one.owed.max(Points::ZERO).min(one.nominal.max(Points::ZERO)) })
        .collect();
    let wanted: Vec<Wanted> = claimants
        .iter()
        .zip(&recovered)
        .map(|(one, recovered)| Wanted { order: one.order, units: (one.nominal - *recovered).hundredths() })
        .collect();
    let shares: Vec<Share> = apportion(&wanted, fund.available_units())
        .into_iter()
        .zip(recovered)
        .map(|(units, recovered)| Share {
            recovered,
            points: Points::from_hundredths(units),
            fen: units * fund.fen_per_unit(),
        })
        .collect();
    let committed_fen: i64 = shares.iter().map(|share| share.fen).sum();
    let wanted = wanted.iter().map(|one| Points::from_hundredths(one.units.max(0))).sum();
    let statement = Statement::of(&fund, wanted, committed_fen);
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
        Claimant { order, nominal: Points::whole(nominal), owed: Points::whole(owed) }
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
            members in prop::collection::vec((0..20_000i64, 0..30_000i64), 0..60),
            share_fen in 0..1_000_000i64,
            carried_in_fen in 0..1_000_000i64,
            yuan in 1..9i64,
            carry_over: bool,
        ) {
            let fund = Fund { share_fen, carried_in_fen, fen_per_point: yuan * 100, carry_over };
            let points = Points::from_hundredths;
            let claimants: Vec<_> = members
                .iter()
                .zip(1..)
                .map(|((nominal, owed), order)| Claimant { order, nominal: points(*nominal), owed: points(*owed) })
                .collect();
            let Village { shares, statement } = settle(&claimants, fund);
            let sum: i64 = shares.iter().map(|share| share.fen).sum();
            prop_assert_eq!(sum, statement.committed_fen);
            prop_assert!(sum <= fund.available_fen());
            prop_assert_eq!(statement.committed_fen + statement.left_fen, statement.available_fen);
            prop_assert_eq!(statement.carried_out_fen + statement.lapsed_fen, statement.left_fen);
            for (share, one) in shares.iter().zip(&claimants) {
                prop_assert!(share.points + share.recovered <= one.nominal);
                prop_assert!(share.recovered <= one.owed && !share.points.is_negative());
                prop_assert_eq!(share.fen, share.points.hundredths() * yuan);
            }
            let wanted: i64 = statement.wanted.hundredths();
            let units: i64 = shares.iter().map(|share| share.points.hundredths()).sum();
            prop_assert_eq!(units, wanted.min(fund.available_units()));
        }
    }
}
