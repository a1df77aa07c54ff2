//! Why a task or claim cannot do what is asked.

use super::{ClaimState, TaskState};
use crate::Points;

/// A named refusal; the API has a code and a sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The task is not open to claim.
    #[error("the task is {}", state.code())]
    TaskNotOpen {
        /// What it is.
        state: TaskState,
    },
    /// The task cannot change like that any more.
    #[error("the task is {}", state.code())]
    TaskWrongState {
        /// What it is.
        state: TaskState,
    },
    /// The rule book has changed since the draft was made: its item is retired, or worth other points.
    #[error("the rule book has changed the item")]
    ItemChanged,
    /// The last day to claim has passed.
    #[error("the deadline for claiming has passed")]
    ClaimDeadlinePassed,
    /// The task is for other branches.
    #[error("the task is not for this branch")]
    NotForBranch,
    /// The task is for other categories.
    #[error("the task is not for this category")]
    NotForCategory,
    /// The task was dispatched to others.
    #[error("the task was dispatched to others")]
    NotAssigned,
    /// All places are taken.
    #[error("all places are taken")]
    QuotaExhausted,
    /// The member holds all the places that one member may have.
    #[error("already claimed")]
    AlreadyClaimed,
    /// The claim's state does not allow it.
    #[error("the claim is {}", state.code())]
    WrongState {
        /// What it is.
        state: ClaimState,
    },
    /// The deadline for completion has passed.
    #[error("the claim is overdue")]
    Overdue,
    /// Nothing says what was done.
    #[error("the report is empty")]
    ReportMissing,
    /// Fewer photos than asked.
    #[error("{needed} photos are needed")]
    PhotosMissing {
        /// How many are asked.
        needed: u32,
    },
    /// More photos than can be attached.
    #[error("at most {most} photos")]
    TooManyPhotos {
        /// How many can be attached.
        most: u32,
    },
    /// The deed lies in the future.
    #[error("the deed lies in the future")]
    DeedInFuture,
    /// The deed lies before the task was published.
    #[error("the deed lies before the task")]
    DeedBeforeTask,
    /// Nobody reviews their own claim.
    #[error("nobody reviews their own claim")]
    OwnClaim,
    /// The points lie outside what the task allows.
    #[error("points lie outside {min} to {max}")]
    PointsOutOfRange {
        /// The least.
        min: Points,
        /// The most.
        max: Points,
    },
    /// Other points than offered want a reason.
    #[error("a reason is needed")]
    ReasonMissing,
    /// The quota cannot fall below the claims made (pitfall 22).
    #[error("{claimed} places are taken")]
    QuotaBelowClaims {
        /// How many places are taken.
        claimed: u32,
    },
}
