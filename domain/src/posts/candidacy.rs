//! Who may stand for excellent member (S1-5).

use crate::Points;
use crate::rulebook::Candidacy;

/// Why somebody may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    /// A post held on any day of the year.
    Post,
    /// Enough points in the year without one.
    Points,
}

impl Ground {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Points => "points",
        }
    }
}

/// The ground on which somebody may stand, if there is one. A book that is silent lets post
/// holders stand and nobody else: it names no amount of points.
pub fn ground(rule: Option<&Candidacy>, holds_post: bool, total: Points) -> Option<Ground> {
    if holds_post && rule.is_none_or(|rule| rule.post_holders) {
        return Some(Ground::Post);
    }
    rule.filter(|rule| total >= rule.from_points).map(|_| Ground::Points)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// S1-5.
        #[test]
        fn holders_stand_and_others_from_the_set_points_up(
            post_holders: bool, holds: bool, from in -100i64..10_000, total in -100i64..10_000,
        ) {
            let rule = Candidacy { post_holders, from_points: Points::from_hundredths(from) };
            let total = Points::from_hundredths(total);
            let found = ground(Some(&rule), holds, total);
            prop_assert_eq!(found.is_some(), (holds && post_holders) || total >= rule.from_points);
            prop_assert_eq!(found == Some(Ground::Post), holds && post_holders);
            prop_assert_eq!(ground(None, holds, total), holds.then_some(Ground::Post));
        }

        #[test]
        fn more_points_never_cost_a_candidacy(holds: bool, from in 0i64..1000, total in 0i64..1000, more in 0i64..1000) {
            let rule = Candidacy { post_holders: true, from_points: Points::from_hundredths(from) };
            let before = ground(Some(&rule), holds, Points::from_hundredths(total));
            let after = ground(Some(&rule), holds, Points::from_hundredths(total + more));
            prop_assert!(before.is_none() || after == before);
        }
    }
}
