//! A suggestion's life: received → taken up → answered, adopted or declined.

use crate::ids::PersonId;

/// The state of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Waits for somebody to take it up.
    Received,
    /// Somebody sees to it.
    TakenUp,
    /// Answered; nothing is to be done, or it was a question.
    Answered,
    /// Followed (采纳): scores for a member (S3-2).
    Adopted,
    /// Not followed, with a reason.
    Declined,
}

impl State {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Received, Self::TakenUp, Self::Answered, Self::Adopted, Self::Declined];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::TakenUp => "taken_up",
            Self::Answered => "answered",
            Self::Adopted => "adopted",
            Self::Declined => "declined",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Does it still wait for an answer?
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Received | Self::TakenUp)
    }

    /// The state that follows on a step.
    ///
    /// # Errors
    /// [`Refusal::WrongState`].
    pub const fn after(self, step: Step) -> Result<Self, Refusal> {
        match (self, step) {
            (Self::Received, Step::TakeUp) => Ok(Self::TakenUp),
            (Self::TakenUp, Step::Decide(outcome)) => Ok(outcome.state()),
            _ => Err(Refusal::WrongState { state: self }),
        }
    }
}

/// What is done with a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Somebody takes it up.
    TakeUp,
    /// It is decided.
    Decide(Outcome),
}

/// What comes of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Answered.
    Answered,
    /// Followed.
    Adopted,
    /// Not followed.
    Declined,
}

impl Outcome {
    /// The state that it ends in.
    pub const fn state(self) -> State {
        match self {
            Self::Answered => State::Answered,
            Self::Adopted => State::Adopted,
            Self::Declined => State::Declined,
        }
    }
}

/// Why something cannot be done with a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not in this state.
    #[error("not in the state {}", state.code())]
    WrongState {
        /// The state.
        state: State,
    },
    /// It is one's own.
    #[error("nobody answers their own")]
    Own,
}

/// May this person take up and answer a suggestion of this author?
///
/// # Errors
/// [`Refusal::Own`].
pub fn may_handle(author: Option<PersonId>, by: PersonId) -> Result<(), Refusal> {
    if author == Some(by) { Err(Refusal::Own) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    const STEPS: [Step; 4] = [
        Step::TakeUp,
        Step::Decide(Outcome::Answered),
        Step::Decide(Outcome::Adopted),
        Step::Decide(Outcome::Declined),
    ];

    proptest! {
        /// S3-2: whatever is tried, a suggestion is decided once, and somebody has taken it up before.
        #[test]
        fn it_is_decided_once(steps in prop::collection::vec(prop::sample::select(&STEPS[..]), 0..20)) {
            let (mut state, mut taken, mut decided) = (State::Received, false, 0);
            for step in steps {
                let Ok(next) = state.after(step) else { continue };
                match step {
                    Step::TakeUp => taken = true,
                    Step::Decide(_) => decided += 1,
                }
                state = next;
                prop_assert!(decided == 0 || taken);
            }
            prop_assert!(decided <= 1);
            prop_assert_eq!(state.is_open(), decided == 0);
        }
    }

    #[test]
    fn nobody_answers_their_own() {
        let [author, other] = [1, 2].map(|n| PersonId(Uuid::from_u128(n)));
        assert_eq!(may_handle(Some(author), author), Err(Refusal::Own));
        assert!(may_handle(Some(author), other).is_ok() && may_handle(None, other).is_ok());
    }
}
