//! Appraisals: rounds, who is judged in them, and what was given.

mod members;
mod ratings;
mod rounds;

pub use members::{CalledBack, SignedOutcome, called_back, freeze, join, participants, record_return, signed_outcomes};
pub use ratings::{VillagerCount, ballots, count_villagers, rate, rated, rater_hash, villager_counts};
pub use rounds::{AppraisalFilter, cancel, close, find, insert, open, page, sign, take_turn};
