//! Grades (等次) by score or by share of the ranking (S0-8: the township's grade).

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

    #[test]
    fn a_score_reaches_from_its_bound_up() {
        let good = Threshold::Score(Points::whole(80));
        assert!(good.holds(9, 9, Points::whole(80)));
        assert!(!good.holds(1, 9, Points::from_hundredths(7_999)));
        assert!(Threshold::EVERYBODY.holds(9, 9, Points::whole(-5)));
    }
}
