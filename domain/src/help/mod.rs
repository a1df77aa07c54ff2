//! Help cases (整改/帮教): what follows when the rule book's consequences or a veto point at a member
//! (S0-11, S0-12, S1-7, S2-5, S2-11, S4-11).
//!
//! ```text
//! proposed ──confirm──▶ open ──close──▶ closed (turned_round, ended_otherwise, handed_on, left)
//!     └────dismiss────▶ dismissed
//! ```
//!
//! The machine only proposes (invariant 12); a person other than the member decides.

mod outcomes;
mod reminder;
mod special;
mod state;
mod step;

pub use outcomes::{BatchOutcome, Named, outcomes};
pub use reminder::{first_reminder, next_reminder};
pub use special::{Stay, back_from, may_return};
pub use state::{Outcome, State, Verb, check_open, decide};
pub use step::{CheckResult, Step, StepKind};

use chrono::{DateTime, Utc};

use crate::boards::Found;
use crate::ids::{AccountId, HelpCaseId, MemberId, OrganizationId, PersonId, RuleBookId, ZeroingId};
use crate::organizations::OrganizationPath;
use crate::time::{Day, Period};

/// The most changes that a case takes: nobody fills it without end.
pub const MOST_CHANGES: u64 = 200;

/// What points at the member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A consequence of the rule book, met in these periods, the newest first (S0-11, S2-5).
    Finding(Vec<Found>),
    /// A veto (S0-12).
    Veto {
        /// The decision.
        zeroing: ZeroingId,
        /// The day of what happened.
        day: Day,
    },
}

impl Ground {
    /// The code of a ground.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Finding(_) => "finding",
            Self::Veto { .. } => "veto",
        }
    }

    /// The newest period that was looked at.
    pub fn period(&self) -> Option<Period> {
        match self {
            Self::Finding(found) => found.first().map(|found| found.period),
            Self::Veto { .. } => None,
        }
    }
}

/// A proposal of the machine: what a case begins as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: HelpCaseId,
    /// The member.
    pub member: MemberId,
    /// The person behind the member: nobody decides on their own case.
    pub person: PersonId,
    /// The member's branch.
    pub branch: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// The code of the consequence, or of the item of a veto.
    pub consequence: String,
    /// Its name for people.
    pub name: String,
    /// The version of the rule book that names it.
    pub rule_book: RuleBookId,
    /// The evidence.
    pub ground: Ground,
    /// The steps that the rule book names.
    pub measures: Vec<String>,
    /// The days within which the member is to improve.
    pub deadline_days: Option<u32>,
}

impl Proposal {
    /// The key that only one undecided or open case holds: the member and the consequence.
    pub fn active_key(&self) -> Vec<u8> {
        let mut key = self.member.0.as_bytes().to_vec();
        key.push(self.ground.code().as_bytes().first().copied().unwrap_or_default());
        key.extend_from_slice(self.consequence.as_bytes());
        key
    }

    /// The key that is never free again: the member, the consequence and what pointed at it, so that
    /// a proposal that was dismissed does not come back.
    pub fn once_key(&self) -> [u8; 32] {
        use sha2::{Digest, Sha256};
        let mut hasher = Sha256::new();
        hasher.update(self.active_key());
        hasher.update([0]);
        match &self.ground {
            Ground::Finding(found) => {
                hasher.update(found.first().map(|found| found.period.to_string()).unwrap_or_default());
            }
            Ground::Veto { zeroing, .. } => hasher.update(zeroing.0.as_bytes()),
        }
        hasher.finalize().into()
    }

    /// Do the rule book's steps speak of excellence (评优)? Then an open case keeps out of it, unless
    /// whoever confirms decides otherwise (S0-11).
    pub fn speaks_of_excellence(&self) -> bool {
        self.measures.iter().any(|measure| measure.contains("评优") || measure.contains("评先"))
    }
}

/// What was decided when the case was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// When.
    pub at: DateTime<Utc>,
    /// The day.
    pub on: Day,
    /// Who.
    pub by: AccountId,
    /// The batch that it was named in (S2-11).
    pub batch: Option<String>,
    /// The meeting that decided.
    pub meeting: Option<String>,
    /// Until when the member is to improve.
    pub deadline: Option<Day>,
}

/// How a case or a proposal ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: AccountId,
    /// How; absent where a proposal was dismissed.
    pub outcome: Option<Outcome>,
}

/// The note that hands a case over to the discipline commission (S0-12): no case material.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisciplineNote {
    /// Its number.
    pub number: String,
    /// Its date.
    pub date: Day,
}

/// A help case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpCase {
    /// What the machine proposed.
    pub proposal: Proposal,
    /// The path of the branch that carries it now: the member's present one.
    pub carried: OrganizationPath,
    /// Its state.
    pub state: State,
    /// When it was proposed.
    pub proposed_at: DateTime<Utc>,
    /// How it was opened.
    pub confirmed: Option<Confirmed>,
    /// Does it keep the member out of excellence while it is open?
    pub keeps_out: bool,
    /// Who helps, one to one (S0-11, S4-11).
    pub helper: Option<PersonId>,
    /// The stay in the special branch that goes on (S4-11).
    pub stay: Option<Stay>,
    /// Whether the last check was passed.
    pub last_check: Option<CheckResult>,
    /// The next day on which helper and secretary are reminded of the deadline.
    pub remind_on: Option<Day>,
    /// Handed over to the discipline commission.
    pub note: Option<DisciplineNote>,
    /// How it ended.
    pub ended: Option<Ended>,
    /// Grows with every change.
    pub version: u64,
}

/// Why something cannot be done with a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody decides on their own case.
    #[error("nobody decides on their own case")]
    Own,
    /// It is in another state.
    #[error("not in this state")]
    WrongState(State),
    /// It has taken as many changes as a case can.
    #[error("too many changes")]
    Full,
    /// The member is in the special branch: bring them back first.
    #[error("still in the special branch")]
    StillAway,
    /// The member is not in the special branch.
    #[error("not in the special branch")]
    NotAway,
    /// Without a helper nobody is moved to the special branch (S4-11).
    #[error("no helper")]
    NoHelper,
    /// Half a year is not over (S4-11).
    #[error("not before {0}")]
    TooEarly(Day),
    /// The last check was not passed (S4-11).
    #[error("not passed")]
    NotPassed,
    /// A helper helps somebody else than themselves.
    #[error("nobody helps themselves")]
    OwnHelper,
}
