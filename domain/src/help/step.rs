//! What was done in a case, step by step.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::ids::{AccountId, HelpCaseId, PersonId};
use crate::time::Day;

/// The kind of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// The case was opened.
    Confirmed,
    /// The proposal was dismissed.
    Dismissed,
    /// A rectification letter (整改函, S1-7).
    Letter,
    /// A talk (S0-11, S1-7).
    Talk,
    /// A helper was named.
    Helper,
    /// The member's own answer (S1-7).
    Answer,
    /// How it goes on.
    Note,
    /// Somebody looked whether the member has improved.
    Check,
    /// Another deadline.
    Extended,
    /// To the special branch (S4-11).
    Transferred,
    /// Back from it.
    Returned,
    /// The member moved to another branch of the township, and the case with them.
    Moved,
    /// The case ended.
    Closed,
}

impl StepKind {
    /// All kinds.
    pub const ALL: [Self; 13] = [
        Self::Confirmed,
        Self::Dismissed,
        Self::Letter,
        Self::Talk,
        Self::Helper,
        Self::Answer,
        Self::Note,
        Self::Check,
        Self::Extended,
        Self::Transferred,
        Self::Returned,
        Self::Moved,
        Self::Closed,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Dismissed => "dismissed",
            Self::Letter => "letter",
            Self::Talk => "talk",
            Self::Helper => "helper",
            Self::Answer => "answer",
            Self::Note => "note",
            Self::Check => "check",
            Self::Extended => "extended",
            Self::Transferred => "transferred",
            Self::Returned => "returned",
            Self::Moved => "moved",
            Self::Closed => "closed",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Does the helper need to see it? Not what led to the case, nor what was said in letters, talks
    /// and answers (invariant 11).
    pub const fn is_for_helper(self) -> bool {
        matches!(self, Self::Helper | Self::Note | Self::Check | Self::Extended | Self::Closed)
    }
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckResult {
    /// The member has improved.
    Passed,
    /// Not yet.
    NotYet,
}

impl CheckResult {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Passed, Self::NotYet];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::NotYet => "not_yet",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|result| result.code() == code)
    }
}

/// A step on record; it never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: Uuid,
    /// The case.
    pub case: HelpCaseId,
    /// What was done.
    pub kind: StepKind,
    /// The day on which it was done.
    pub on: Day,
    /// The words: of the letter, of the talk, of the answer, the reason of a decision.
    pub text: Option<String>,
    /// With whom a talk was, in the words of who recorded it.
    pub with: Option<String>,
    /// Whose it is: who was named helper, who answered.
    pub person: Option<PersonId>,
    /// What a check found.
    pub result: Option<CheckResult>,
    /// The deadline that was set.
    pub deadline: Option<Day>,
    /// Who recorded it.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
}
