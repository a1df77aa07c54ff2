//! The state machine; the module's documentation draws it.

use super::Refusal;

/// The state of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskState {
    /// Being written; only administrators see it.
    Draft,
    /// Open to claim.
    Published,
    /// No new claims; running ones go on.
    Closed,
    /// Called off with a reason.
    Cancelled,
}

impl TaskState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Published, Self::Closed, Self::Cancelled];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// The state of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimState {
    /// Taken, being done.
    Claimed,
    /// Handed in, waiting for review.
    Submitted,
    /// Sent back for more.
    Returned,
    /// Credited.
    Approved,
    /// Refused with a reason.
    Rejected,
    /// Given back by the member.
    Withdrawn,
    /// Not done in time.
    Expired,
    /// An approval taken back with a reversal.
    Revoked,
    /// The task was called off.
    Cancelled,
}

/// What may happen to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimAction {
    /// The member hands in what was done.
    Submit,
    /// The member gives it back.
    Withdraw,
    /// The reviewer asks for more.
    Return,
    /// The reviewer credits it.
    Approve,
    /// The reviewer refuses it.
    Reject,
    /// An approval is taken back.
    Revoke,
    /// Its deadline passed.
    Expire,
    /// Its task was cancelled.
    Cancel,
}

impl ClaimState {
    /// All states.
    pub const ALL: [Self; 9] = [
        Self::Claimed,
        Self::Submitted,
        Self::Returned,
        Self::Approved,
        Self::Rejected,
        Self::Withdrawn,
        Self::Expired,
        Self::Revoked,
        Self::Cancelled,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::Cancelled => "cancelled",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Does the claim still hold its place?
    pub const fn holds_place(self) -> bool {
        matches!(self, Self::Claimed | Self::Submitted | Self::Returned | Self::Approved)
    }

    /// The state after an action.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] when the action is not possible from here.
    pub const fn after(self, action: ClaimAction) -> Result<Self, Refusal> {
        use ClaimAction as Do;
        match (self, action) {
            (Self::Claimed | Self::Returned, Do::Submit) => Ok(Self::Submitted),
            (Self::Claimed | Self::Returned | Self::Submitted, Do::Withdraw) => Ok(Self::Withdrawn),
            (Self::Claimed | Self::Returned, Do::Expire) => Ok(Self::Expired),
            (Self::Claimed | Self::Returned, Do::Cancel) => Ok(Self::Cancelled),
            (Self::Submitted, Do::Return) => Ok(Self::Returned),
            (Self::Submitted, Do::Approve) => Ok(Self::Approved),
            (Self::Submitted, Do::Reject) => Ok(Self::Rejected),
            (Self::Approved, Do::Revoke) => Ok(Self::Revoked),
            _ => Err(Refusal::WrongState { state: self }),
        }
    }
}

impl ClaimAction {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Withdraw => "withdraw",
            Self::Return => "return",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Revoke => "revoke",
            Self::Expire => "expire",
            Self::Cancel => "cancel",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ACTIONS: [ClaimAction; 8] = [
        ClaimAction::Submit,
        ClaimAction::Withdraw,
        ClaimAction::Return,
        ClaimAction::Approve,
        ClaimAction::Reject,
        ClaimAction::Revoke,
        ClaimAction::Expire,
        ClaimAction::Cancel,
    ];

    proptest! {
        /// Whatever is tried in whatever order, a claim is approved at most once and never
        /// comes back once its place is released (pitfalls 5 and 7).
        #[test]
        fn no_history_approves_twice(tries in prop::collection::vec(0usize..ACTIONS.len(), 0..40)) {
            let (mut state, mut approvals, mut released) = (ClaimState::Claimed, 0, false);
            for index in tries {
                let action = ACTIONS[index];
                if let Ok(next) = state.after(action) {
                    prop_assert!(!released, "{:?} after release", action);
                    approvals += usize::from(action == ClaimAction::Approve);
                    released = !next.holds_place();
                    state = next;
                }
            }
            prop_assert!(approvals <= 1);
        }
    }

    #[test]
    fn only_submitted_claims_are_reviewed() {
        for state in ClaimState::ALL.into_iter().filter(|state| *state != ClaimState::Submitted) {
            for action in [ClaimAction::Approve, ClaimAction::Return, ClaimAction::Reject] {
                assert_eq!(state.after(action), Err(Refusal::WrongState { state }));
            }
        }
    }
}
