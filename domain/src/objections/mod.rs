//! Objections (异议) against a published edition: from held or admitted to answered (S2-9, pitfall 41).
//!
//! A member objects in their own name and is heard at once; what comes from a stranger is held until
//! a person has looked at it. Nobody decides on their own points, nor on an objection of their own.

mod objection;
mod recusal;
mod state;
mod term;

pub use objection::Objection;
pub use recusal::{deciding_organization, may_decide};
pub use state::{Ground, Outcome, State, Step};
pub use term::may_object;

use crate::time::Day;

/// Why an objection is not taken, or a step not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The edition is not posted: to everybody but the office there is none.
    #[error("the edition is not published")]
    NotPublished,
    /// The term is over since the end of that day, or ended with the closing.
    #[error("the term to object is over")]
    TermOver(Option<Day>),
    /// There is a later edition: the objection goes against that one.
    #[error("edition {newest} is the newest")]
    OlderEdition {
        /// Its number.
        newest: u32,
    },
    /// It is not in the state that the step starts from.
    #[error("the objection is in another state")]
    WrongState,
    /// Nobody decides on their own points, nor on their own objection.
    #[error("nobody decides on their own points or objection")]
    Own,
}
