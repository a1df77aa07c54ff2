//! The care-and-help register (关爱、激励、帮扶, S4-8, S4-12), the pairings of the aged with a younger member
//! (S4-9), and the fund that is a share of dues. All of it is private to those concerned (invariant 11).

mod due;
mod fund;
mod helper;
mod reversal;

pub use due::{due_on, occasion};
pub use fund::{CareFund, FundLine, share};
pub use helper::{Candidate, MOST_HELPED, place};
pub use reversal::may_reverse;

use chrono::{DateTime, Utc};

use crate::ids::{AccountId, CareId, MemberId, OrganizationId, PersonId, VisitId};
use crate::members::Leaving;
use crate::organizations::OrganizationPath;
use crate::time::Day;

/// Which list an entry is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 关爱: who is to be cared for.
    Care,
    /// 激励: who is to be encouraged.
    Encouragement,
    /// 帮扶: who is to be supported out of hardship.
    Support,
    /// A younger member looks after an aged or infirm one (S4-9).
    Pairing,
}

impl Kind {
    /// All lists.
    pub const ALL: [Self; 4] = [Self::Care, Self::Encouragement, Self::Support, Self::Pairing];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Care => "care",
            Self::Encouragement => "encouragement",
            Self::Support => "support",
            Self::Pairing => "pairing",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// One of the three lists, which the fund pays for?
    pub const fn is_register(self) -> bool {
        !matches!(self, Self::Pairing)
    }
}

/// How an entry ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// What was to be reached is reached.
    Completed,
    /// Stopped for another reason.
    Stopped,
    /// The member left.
    Left,
    /// The member died.
    Deceased,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 4] = [Self::Completed, Self::Stopped, Self::Left, Self::Deceased];

    /// Those that people decide on.
    pub const DECIDED: [Self; 2] = [Self::Completed, Self::Stopped];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Stopped => "stopped",
            Self::Left => "left",
            Self::Deceased => "deceased",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

impl From<Leaving> for Outcome {
    fn from(how: Leaving) -> Self {
        match how {
            Leaving::Deceased => Self::Deceased,
            Leaving::TransferredOut | Leaving::Removed | Leaving::Resigned => Self::Left,
        }
    }
}

/// Who helps, in which of the helper's places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Helper {
    /// The member.
    pub member: MemberId,
    /// The person.
    pub person: PersonId,
    /// Which of the places that a helper has: see [`MOST_HELPED`].
    pub place: u8,
}

/// An entry of the register, or a pairing. Its texts are sealed, and read apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: CareId,
    /// The list.
    pub kind: Kind,
    /// Whom it is for.
    pub member: MemberId,
    /// The person behind the member: nobody decides on what is for themselves.
    pub person: PersonId,
    /// The branch that keeps it: the member's present one.
    pub branch: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// Who helps; none where a new helper is wanted, or the entry needs none.
    pub helper: Option<Helper>,
    /// The first day.
    pub from: Day,
    /// The last day that was planned.
    pub until: Option<Day>,
    /// The day of the meeting that decided.
    pub decided_on: Day,
    /// The meeting that decided.
    pub meeting: String,
    /// Of a pairing: by when the next visit is due; else by when the entry is reviewed.
    pub due_on: Day,
    /// When and how it ended; none while it goes on.
    pub ended: Option<(Day, Outcome)>,
    /// Who put it on record.
    pub recorded_by: AccountId,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// Grows with every change.
    pub version: u64,
}

impl Entry {
    /// Does it go on?
    pub const fn is_active(&self) -> bool {
        self.ended.is_none()
    }

    /// Is a helper wanted? A pairing without one is none.
    pub fn wants_helper(&self) -> bool {
        self.is_active() && self.kind == Kind::Pairing && self.helper.is_none()
    }

    /// The key that only one active entry holds: the member and the list.
    pub fn active_key(&self) -> Option<Vec<u8>> {
        self.is_active().then(|| [self.member.0.as_bytes().as_slice(), self.kind.code().as_bytes()].concat())
    }

    /// The key of the helper's place, while the entry goes on.
    pub fn helper_key(&self) -> Option<Vec<u8>> {
        let helper = self.helper.filter(|_| self.is_active())?;
        Some([helper.person.0.as_bytes().as_slice(), &[helper.place]].concat())
    }
}

/// What happens with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// The helper, or the branch, visited.
    Visit,
    /// The branch looked at it again.
    Review,
    /// A helper was named.
    Helper,
    /// The helper does not help any more.
    Released,
    /// It went along to another branch.
    Moved,
    /// The fund paid.
    Paid,
    /// A payment was taken back: it was a mistake.
    PaymentReversed,
    /// It ended.
    Ended,
}

impl StepKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Visit,
        Self::Review,
        Self::Helper,
        Self::Released,
        Self::Moved,
        Self::Paid,
        Self::PaymentReversed,
        Self::Ended,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Review => "review",
            Self::Helper => "helper",
            Self::Released => "released",
            Self::Moved => "moved",
            Self::Paid => "paid",
            Self::PaymentReversed => "payment_reversed",
            Self::Ended => "ended",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A step; its texts are sealed, and read apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: VisitId,
    /// The entry.
    pub entry: CareId,
    /// What happened.
    pub kind: StepKind,
    /// On which day.
    pub on: Day,
    /// Of a helper named or released: who.
    pub helper: Option<MemberId>,
    /// Of a payment, or of one taken back: how many fen.
    pub fen: Option<i64>,
    /// Who put it on record.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Why something cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody decides on what is for themselves.
    #[error("nobody decides on what is for themselves")]
    Own,
    /// The entry has ended.
    #[error("the entry has ended")]
    Ended,
    /// A pairing is not paid for.
    #[error("a pairing is not paid for")]
    NotPaidFor,
    /// Nobody takes back their own payment as long as another could.
    #[error("somebody else takes back what was paid")]
    OwnPayment,
    /// Nobody looks after themselves.
    #[error("nobody looks after themselves")]
    HelperOneself,
    /// A helper of a pairing belongs to the same branch.
    #[error("the helper belongs to another branch")]
    HelperElsewhere,
    /// A helper of a pairing is not older.
    #[error("the helper is older")]
    HelperOlder,
    /// Who is away cannot look after somebody.
    #[error("the helper is away")]
    HelperAway,
    /// The helper looks after as many as one person can.
    #[error("the helper has enough to do")]
    HelperFull,
}

/// May somebody decide on an entry?
///
/// # Errors
/// [`Refusal::Own`], [`Refusal::Ended`].
pub fn decide(entry: &Entry, by: PersonId) -> Result<(), Refusal> {
    if entry.person == by {
        return Err(Refusal::Own);
    }
    if entry.is_active() { Ok(()) } else { Err(Refusal::Ended) }
}
