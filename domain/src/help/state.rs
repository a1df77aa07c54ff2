//! The state machine; the module's documentation draws it.

use super::{HelpCase, MOST_CHANGES, Refusal};
use crate::ids::PersonId;

/// The state of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Proposed by the machine; the member knows nothing of it.
    Proposed,
    /// Confirmed by a person, going on.
    Open,
    /// The proposal was dismissed.
    Dismissed,
    /// Over.
    Closed,
}

impl State {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Proposed, Self::Open, Self::Dismissed, Self::Closed];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Open => "open",
            Self::Dismissed => "dismissed",
            Self::Closed => "closed",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The member turned round (S2-11).
    TurnedRound,
    /// It ended otherwise.
    EndedOtherwise,
    /// Handed on, towards removal (S4-11).
    HandedOn,
    /// The member left.
    Left,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 4] = [Self::TurnedRound, Self::EndedOtherwise, Self::HandedOn, Self::Left];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TurnedRound => "turned_round",
            Self::EndedOtherwise => "ended_otherwise",
            Self::HandedOn => "handed_on",
            Self::Left => "left",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// What changes the state of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// A proposal becomes a case.
    Confirm,
    /// A proposal comes to nothing.
    Dismiss,
    /// A case ends.
    Close(Outcome),
}

/// The state after a person's decision.
///
/// # Errors
/// [`Refusal::Own`] before all else, then what the state refuses. Who is in the special branch is
/// brought back before the case is closed, unless it is handed on or they leave.
pub fn decide(case: &HelpCase, verb: Verb, by: PersonId) -> Result<State, Refusal> {
    if case.proposal.person == by {
        return Err(Refusal::Own);
    }
    match (case.state, verb) {
        (State::Proposed, Verb::Confirm) => Ok(State::Open),
        (State::Proposed, Verb::Dismiss) => Ok(State::Dismissed),
        (State::Open, Verb::Close(Outcome::TurnedRound | Outcome::EndedOtherwise)) if case.stay.is_some() => {
            Err(Refusal::StillAway)
        }
        (State::Open, Verb::Close(_)) => Ok(State::Closed),
        (state, _) => Err(Refusal::WrongState(state)),
    }
}

/// May somebody put a step on record? On an open case, and not on their own, where the step is not the
/// member's answer.
///
/// # Errors
/// See [`Refusal`].
pub fn check_open(case: &HelpCase, by: Option<PersonId>) -> Result<(), Refusal> {
    if by == Some(case.proposal.person) {
        return Err(Refusal::Own);
    }
    match case.state {
        State::Open if case.version >= MOST_CHANGES => Err(Refusal::Full),
        State::Open => Ok(()),
        state => Err(Refusal::WrongState(state)),
    }
}
