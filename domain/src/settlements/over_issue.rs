//! What a member got too much, when an entry that was settled turns out wrong (upheld after issue).
//!
//! It is recovered from the next settlement, never from the wallet: what was issued in good faith
//! may have been spent.

use crate::Points;
use crate::boards::{Grading, rank};
use crate::ids::EntryId;
use crate::ledger::{Entry, EntryKind};
use crate::rulebook::RuleBook;
use crate::time::{Period, PeriodKind};

use super::village::Statement;

/// A counted member of the edition that was settled, as far as ranks and grades look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<K> {
    /// Who.
    pub key: K,
    /// The total of the period.
    pub total: Points,
}

/// What was issued to a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issued {
    /// What the rule book promised then.
    pub nominal: Points,
    /// What was issued by the rate, less what was taken off for an earlier over-issue.
    pub points: Points,
}

/// By how much a period's total was too high, given what a correction wrote: what it took back, less
/// what it gave to deeds of the same period that a cap had trimmed, and less what a zeroing had taken
/// anyway. `trimmed` are the deeds that got something.
pub fn lowered_by(written: &[Entry], trimmed: &[Entry], period: Period) -> Points {
    let mut counted: Vec<EntryId> = Vec::new();
    let mut sum = Points::ZERO;
    for Entry { draft, .. } in written {
        let counts = match draft.kind {
            EntryKind::Reversal => true,
            EntryKind::CapRelease => {
                trimmed.iter().any(|deed| Some(deed.draft.id) == draft.releases && deed.counts_in(period))
            }
            EntryKind::Zeroing | EntryKind::Veto => draft.releases.is_some_and(|even| counted.contains(&even)),
            _ => false,
        };
        if counts {
            counted.push(draft.id);
            sum += draft.points;
        }
    }
    -sum
}

/// The grade that a member would have got with another total, everybody else as they were; none for
/// who is not among the counted.
pub fn grade_then<K: Ord + Copy>(
    counted: &[Place<K>],
    who: K,
    total: Points,
    book: &RuleBook,
    kind: PeriodKind,
) -> Option<String> {
    let places = counted.iter().map(|place| if place.key == who { Place { key: who, total } } else { *place });
    let board = rank(places, book.ties, |place| place.total, |place| place.key);
    let grading = Grading::of(book, kind, &board);
    let own = board.iter().find(|row| row.row.key == who)?;
    grading.grade(own.rank, own.total).map(|grade| grade.code.clone())
}

/// By how much a member got too much, if the rule book should have promised `then`: the difference, scaled
/// as the village was, cut to the unit in the member's favour; never below zero, and never more than was
/// issued.
pub fn over_issued(issued: Issued, then: Points, statement: &Statement, fen_per_point: i64) -> Points {
    let difference = (issued.nominal - then.max(Points::ZERO)).max(Points::ZERO).hundredths();
    let fen_per_unit = (fen_per_point / 100).max(1);
    let divided = (statement.available_fen / fen_per_unit - statement.given_back.hundredths()).max(0);
    let sum = statement.wanted.hundredths();
    let units = if sum > divided {
        let scaled = i128::from(difference) * i128::from(divided) / i128::from(sum);
        i64::try_from(scaled).unwrap_or(difference)
    } else {
        difference
    };
    Points::from_hundredths(units).min(issued.points).max(Points::ZERO)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::settlements::{Claimant, Fund, settle};

    #[test]
    fn the_over_issue_is_what_the_lower_rate_would_have_left() {
        let statement =
            |available_fen, wanted| Statement { available_fen, wanted: Points::whole(wanted), ..Statement::default() };
        let whole = Points::whole;
        let issued = Issued { nominal: whole(60), points: whole(60) };
        let over = |issued, then, statement| over_issued(issued, whole(then), &statement, 100);
        assert_eq!(over(issued, 20, statement(125_000, 1_000)), whole(40));
        assert_eq!(over(issued, 60, statement(125_000, 1_000)), Points::ZERO);
        assert_eq!(over(issued, 80, statement(125_000, 1_000)), Points::ZERO, "better is no debt");
        let scaled = Issued { points: whole(30), ..issued };
        assert_eq!(over(scaled, 20, statement(50_000, 1_000)), whole(20), "half as then");
        let back = Statement { given_back: whole(500), ..statement(100_000, 1_000) };
        assert_eq!(over(scaled, 20, back), whole(20), "what was given back was not divided");
        let paid_back = Issued { points: whole(10), ..issued };
        assert_eq!(over(paid_back, 20, statement(125_000, 1_000)), whole(10), "never more than was issued");
    }

    proptest! {
        /// Whatever is found out later: no more comes back than was issued, and the lower the rate
        /// the more.
        #[test]
        fn no_more_comes_back_than_was_issued(
            nominals in prop::collection::vec(0..20_000i64, 1..30),
            owed in 0..5_000i64,
            share_fen in 0..400_000i64,
            lower in 0..20_000i64,
            lowest in 0..20_000i64,
        ) {
            let fund = Fund { share_fen, carried_in_fen: 0, fen_per_point: 100, carry_over: true };
            let points = Points::from_hundredths;
            let claimants: Vec<_> = nominals
                .iter()
                .zip(1..)
                .map(|(nominal, order)| Claimant {
                    order,
                    nominal: points(*nominal),
                    owed: points(owed),
                    due_back: Points::ZERO,
                })
                .collect();
            let village = settle(&claimants, fund);
            let (share, nominal) = (village.shares[0], claimants[0].nominal);
            let issued = Issued { nominal, points: share.by_rate() };
            let over = |then| over_issued(issued, points(then), &village.statement, 100);
            prop_assert!(!over(lower).is_negative() && over(lower) <= share.points);
            prop_assert!(over(lower.min(lowest)) >= over(lower.max(lowest)));
            prop_assert_eq!(over(nominal.hundredths()), Points::ZERO);
        }
    }
}
