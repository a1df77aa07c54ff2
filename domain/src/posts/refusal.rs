//! Why a post cannot do what is asked.

use crate::Points;

/// A named refusal; the API has a code and a sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The post takes nobody any more.
    #[error("the post is closed")]
    Closed,
    /// The post is for another branch or grid.
    #[error("the post is for another branch or grid")]
    NotEligible,
    /// All places are taken.
    #[error("all places are taken")]
    Full,
    /// The member has claimed or holds it already.
    #[error("claimed or held already")]
    AlreadyHeld,
    /// Nobody confirms, ends or checks their own post.
    #[error("nobody decides on their own post")]
    Own,
    /// The holding has ended.
    #[error("the holding has ended")]
    Ended,
    /// The places cannot fall below those taken.
    #[error("{taken} places are taken")]
    PlacesBelowTaken {
        /// How many are taken.
        taken: u32,
    },
    /// The post is checked for another kind of period.
    #[error("the post is checked for another kind of period")]
    WrongPeriod,
    /// The period has not begun.
    #[error("the period has not begun")]
    NotBegun,
    /// The member did not hold the post in the period.
    #[error("not held in the period")]
    NotHeld,
    /// The period has been checked.
    #[error("checked already")]
    AlreadyChecked,
    /// The points lie outside what the item allows.
    #[error("points lie outside {min} to {max}")]
    PointsOutOfRange {
        /// The least.
        min: Points,
        /// The most.
        max: Points,
    },
}
