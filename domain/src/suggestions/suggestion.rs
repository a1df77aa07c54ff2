//! What a suggestion is, and its term.

use chrono::{DateTime, Days, Utc};

use super::State;
use crate::Points;
use crate::ids::{AccountId, DeclarationId, MemberId, OrganizationId, PersonId, SuggestionId};
use crate::organizations::OrganizationPath;
use crate::time::Day;

/// A suggestion is answered within so many days after it was made, the last included.
pub const ANSWER_DAYS: u64 = 15;

/// Who handles it is reminded so many days before its last.
pub const REMIND_DAYS: u64 = 3;

/// At most so many open suggestions of one person.
pub const MOST_OPEN: u8 = 5;

/// The last day for the answer to a suggestion of a day.
pub fn due_on(made_on: Day) -> Day {
    made_on.checked_add_days(Days::new(ANSWER_DAYS)).unwrap_or(made_on)
}

/// A suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Its id.
    pub id: SuggestionId,
    /// To whom it was made.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// Where it is handled: there, or above where nobody else there may or the term is over.
    pub review_path: OrganizationPath,
    /// The member who made it; none for a villager.
    pub member: Option<MemberId>,
    /// The member's person.
    pub person: Option<PersonId>,
    /// The member's account.
    pub account: Option<AccountId>,
    /// What is suggested.
    pub text: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// The day on which it was made.
    pub made_on: Day,
    /// Its state.
    pub state: State,
    /// The last day for the answer.
    pub due_on: Day,
    /// Who has taken it up.
    pub taken_by: Option<PersonId>,
    /// When.
    pub taken_at: Option<DateTime<Utc>>,
    /// The answer, or why it is not followed.
    pub answer: Option<String>,
    /// What it is about, as the public reads it: without its author.
    pub summary: Option<String>,
    /// Are summary and answer for everybody?
    pub in_public: bool,
    /// Who answered.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// The declaration through which an adopted one scored.
    pub declaration: Option<DeclarationId>,
    /// What it was worth before caps.
    pub points: Option<Points>,
    /// When it went to the township, overdue.
    pub escalated_at: Option<DateTime<Utc>>,
    /// Grows with every change.
    pub version: u64,
}

impl Suggestion {
    /// Is its term over?
    pub fn is_overdue(&self, today: Day) -> bool {
        self.state.is_open() && self.due_on < today
    }
}
