//! Suggestions (意见建议) of members and villagers: taken up, answered or adopted within a term, never by their own
//! author (S0-13, S3-2).

mod state;
mod suggestion;

pub use state::{Outcome, Refusal, State, Step, may_handle};
pub use suggestion::{ANSWER_DAYS, MOST_OPEN, REMIND_DAYS, Suggestion, due_on};
