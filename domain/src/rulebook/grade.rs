//! Grades (等次) by score or by share of the ranking (S0-8: the township's grade).
//!
//! **By share, the best takes a total above the lowest of the board.** A share says how many may
//! be excellent, not that somebody is: where everybody has the same, all share the first rank, and
//! nobody has done better than anybody. Who has no more than the last on the board gets the next
//! grade that reaches them. Scores say themselves what they take.

use crate::Points;

/// A grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// Stable code, such as `excellent`.
    pub code: String,
    /// Name for people, such as `优秀`.
    pub name: String,
    /// Down to where it reaches. The last grade of a valid book reaches everybody.
    pub threshold: Threshold,
}

/// A place on a board, as grades and colours look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GradedPlace {
    /// The rank among the counted members.
    pub rank: u32,
    /// How many they are.
    pub counted: u32,
    /// The own total.
    pub total: Points,
    /// The lowest total of the board.
    pub lowest: Points,
}

/// The first of a list, best first, that a place reaches.
pub(super) fn reached<T>(list: &[T], threshold: impl Fn(&T) -> Threshold, place: GradedPlace) -> Option<&T> {
    let GradedPlace { rank, counted, total, lowest } = place;
    let alike = total <= lowest && list.len() > 1;
    let best_by_share = |index: usize, bound: Threshold| index == 0 && matches!(bound, Threshold::Share(_));
    list.iter()
        .enumerate()
        .find(|(index, one)| {
            let bound = threshold(one);
            bound.holds(rank, counted, total) && !(alike && best_by_share(*index, bound))
        })
        .map(|(_, one)| one)
}

/// Down to where a grade or colour reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// The best so many hundredths of the counted members: 20 for the best fifth.
    Share(u32),
    /// This total and above; the last of a valid list is [`Threshold::EVERYBODY`].
    Score(Points),
}

impl Threshold {
    /// The score that everybody has.
    pub const EVERYBODY: Self = Self::Score(Points::from_hundredths(i64::MIN));

    /// Does a place lie within it? A share is rounded in the member's favour: with 33 members and
    /// 20 %, rank 7 still does.
    pub fn holds(self, rank: u32, counted: u32, total: Points) -> bool {
        match self {
            Self::Share(percent) => {
                let bound = (u64::from(counted) * u64::from(percent)).div_ceil(100);
                counted > 0 && u64::from(rank) <= bound
            }
            Self::Score(from) => counted > 0 && total >= from,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_in_the_members_favour() {
        let best = Threshold::Share(20);
        assert!(best.holds(7, 33, Points::ZERO));
        assert!(!best.holds(8, 33, Points::ZERO));
        assert!(!best.holds(1, 0, Points::ZERO));
    }

    /// Zero points are not excellent merely because all have zero.
    #[test]
    fn the_best_share_takes_more_than_the_lowest() {
        let shares = [Threshold::Share(20), Threshold::Share(60), Threshold::Share(100)];
        let of = |rank, counted, total, lowest| {
            let place = GradedPlace { rank, counted, total: Points::whole(total), lowest: Points::whole(lowest) };
            reached(&shares, |one| *one, place).copied()
        };
        assert_eq!(of(1, 9, 0, 0), Some(shares[1]), "all alike");
        assert_eq!(of(1, 9, 60, 60), Some(shares[1]), "all have their base and nothing else");
        assert_eq!(of(1, 9, 1, 0), Some(shares[0]));
        assert_eq!(of(2, 100, 0, 0), Some(shares[1]), "one has points, ninety-nine have none");
        assert_eq!(of(9, 9, -2, -2), Some(shares[2]));
        let scores = [Threshold::Score(Points::whole(80)), Threshold::EVERYBODY];
        let place = GradedPlace { rank: 1, counted: 9, total: Points::whole(80), lowest: Points::whole(80) };
        assert_eq!(reached(&scores, |one| *one, place), Some(&scores[0]), "a score is a score");
    }

    #[test]
    fn a_score_reaches_from_its_bound_up() {
        let good = Threshold::Score(Points::whole(80));
        assert!(good.holds(9, 9, Points::whole(80)));
        assert!(!good.holds(1, 9, Points::from_hundredths(7_999)));
        assert!(Threshold::EVERYBODY.holds(9, 9, Points::whole(-5)));
    }
}
