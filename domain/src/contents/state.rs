//! A content's life: draft → submitted → approved or returned → published → taken down.

use crate::access::{Grant, Right, is_alone};
use crate::ids::PersonId;

/// The state of a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Being written.
    Draft,
    /// Handed in; waits for somebody other than its author.
    Submitted,
    /// Sent back; can be changed and handed in again.
    Returned,
    /// Approved; waits for its time and for content safety.
    Approved,
    /// Readers see it.
    Published,
    /// Nobody sees it any more but who manages it.
    TakenDown,
}

impl State {
    /// All states.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Submitted, Self::Returned, Self::Approved, Self::Published, Self::TakenDown];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::TakenDown => "taken_down",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state that follows on a step.
    ///
    /// # Errors
    /// [`Refusal::WrongState`].
    pub const fn after(self, step: Step) -> Result<Self, Refusal> {
        match (self, step) {
            (Self::Draft | Self::Returned, Step::Edit) => Ok(self),
            (Self::Draft | Self::Returned, Step::Submit) => Ok(Self::Submitted),
            (Self::Submitted, Step::Approve) => Ok(Self::Approved),
            (Self::Submitted, Step::Return) => Ok(Self::Returned),
            (Self::Approved, Step::Publish) => Ok(Self::Published),
            (Self::Approved | Self::Published, Step::TakeDown) => Ok(Self::TakenDown),
            _ => Err(Refusal::WrongState { state: self }),
        }
    }
}

/// What can be done to a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Change its text and audience. What readers saw never changes: it is taken down and copied.
    Edit,
    /// Hand it in.
    Submit,
    /// Approve it.
    Approve,
    /// Send it back with a reason.
    Return,
    /// Show it to its readers.
    Publish,
    /// Hide it from everybody, with a reason.
    TakeDown,
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 6] = [Self::Edit, Self::Submit, Self::Approve, Self::Return, Self::Publish, Self::TakeDown];
}

/// Why something cannot be done to a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not in this state.
    #[error("not in the state {}", state.code())]
    WrongState {
        /// The state.
        state: State,
    },
    /// Somebody else can approve it.
    #[error("nobody approves their own")]
    Own,
    /// Nobody else can, and there is no reason on record.
    #[error("approving one's own wants a reason")]
    ReasonMissing,
}

/// May this person approve a content of this author? Nobody approves their own, unless no other person
/// could: then a reason is put on record. `grants` are those of the organizations on its path.
///
/// # Errors
/// [`Refusal::Own`], [`Refusal::ReasonMissing`].
pub fn may_approve(author: PersonId, by: PersonId, grants: &[Grant], reason: Option<&str>) -> Result<(), Refusal> {
    if author != by {
        return Ok(());
    }
    if !is_alone(author, Right::Review, grants) {
        return Err(Refusal::Own);
    }
    if reason.is_some_and(|reason| !reason.trim().is_empty()) { Ok(()) } else { Err(Refusal::ReasonMissing) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::access::Role;
    use crate::ids::OrganizationId;
    use crate::organizations::OrganizationPath;

    proptest! {
        /// Whatever is done in whatever order: nothing is published that was not approved, and what was taken down
        /// stays so.
        #[test]
        fn only_what_was_approved_is_published(steps in prop::collection::vec(prop::sample::select(&Step::ALL[..]), 0..40)) {
            let (mut state, mut approved) = (State::Draft, false);
            for step in steps {
                let Ok(next) = state.after(step) else { continue };
                approved = match step {
                    Step::Approve => true,
                    Step::Submit | Step::Return => false,
                    _ => approved,
                };
                prop_assert!(state != State::TakenDown);
                prop_assert!(next != State::Published || approved);
                prop_assert!(step != Step::Edit || !approved);
                state = next;
            }
        }

        /// Nobody approves their own where somebody else could.
        #[test]
        fn nobody_approves_their_own(
            held in prop::collection::vec((0u128..3, prop::sample::select(&Role::ALL[..])), 0..5),
            by in 0u128..3, says_why: bool,
        ) {
            let person = |n: u128| PersonId(Uuid::from_u128(n));
            let organization = OrganizationId(Uuid::from_u128(9));
            let path = OrganizationPath::root(organization);
            let grant = |(who, role): &(u128, Role)| Grant {
                person: person(*who), role: *role, organization, path: path.clone(),
            };
            let grants: Vec<Grant> = held.iter().map(grant).collect();
            let others = held.iter().any(|(who, role)| *who != 0 && role.allows(Right::Review));
            let may = may_approve(person(0), person(by), &grants, says_why.then_some("乡里只有一名管理员"));
            prop_assert_eq!(may.is_ok(), by != 0 || (!others && says_why));
        }
    }
}
