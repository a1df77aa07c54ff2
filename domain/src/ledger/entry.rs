//! What an entry is.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::chain::Digest;
use crate::Points;
use crate::ids::{AccountId, EntryId, MemberId, OrganizationId, RuleBookId};
use crate::time::{Day, Period};

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// The stable code that stands in the database, on the wire and in the hash.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// From the code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

codes! {
    /// What an entry does.
    EntryKind {
        /// Base points (基础分) of a period.
        Base = "base",
        /// An addition (加分).
        Addition = "addition",
        /// A deduction (扣分).
        Deduction = "deduction",
        /// A reversal (冲正): takes another entry back, with its amount and rule version.
        Reversal = "reversal",
        /// Mends a wrong reversal.
        Reinstatement = "reinstatement",
        /// Gives a trimmed addition what a reversal freed under the cap.
        CapRelease = "cap_release",
        /// A zeroing (清零): takes a period's total away, and keeps it so.
        Zeroing = "zeroing",
        /// A one-vote veto (一票否决): a zeroing that also keeps out of grades and settlement.
        Veto = "veto",
        /// The lifting of a zeroing or veto: gives back what it took.
        Lifting = "lifting",
    }
}

codes! {
    /// What caused an entry.
    SourceKind {
        /// An approved claim (领办).
        Claim = "claim",
        /// The grant of base points for a period.
        Base = "base",
        /// The reversal of the entry that is the source.
        Reversal = "reversal",
        /// The reinstatement of what the source, a reversal, took.
        Reinstatement = "reinstatement",
        /// What a reversal, the source, freed under a cap.
        CapRelease = "cap_release",
        /// A registered declaration (申报): own deeds, reports, honours, suggestions, training,
        /// deeds at a host organization.
        Declaration = "declaration",
        /// A member's attendance record of a meeting (组织生活).
        Attendance = "attendance",
        /// A member's dues (党费) of a period.
        Dues = "dues",
        /// A post or zone checked off for a period.
        PostCheck = "post_check",
        /// An entry that the committee made itself.
        Direct = "direct",
        /// A line of a signed quarterly audit.
        Audit = "audit",
        /// A zeroing or veto.
        Zeroing = "zeroing",
        /// The lifting of the zeroing or veto that is the source.
        Lifting = "lifting",
    }
}

/// The cause of an entry. With member and line it is unique: one approval never pays twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    /// The kind of cause.
    pub kind: SourceKind,
    /// Its id.
    pub id: Uuid,
    /// Tells apart several entries of one cause for one member.
    pub line: u32,
}

/// An entry before it has its place in the member's chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id, made by the caller.
    pub id: EntryId,
    /// What it does.
    pub kind: EntryKind,
    /// What caused it.
    pub source: Source,
    /// The rule-book item; none for base points.
    pub item: Option<String>,
    /// The rule-book version that it was scored under.
    pub rule_book: RuleBookId,
    /// The organization that owns the rule book: totals are kept for each owner (invariant 8).
    pub owner: OrganizationId,
    /// The member's branch on the day of the deed, for activity statistics.
    pub organization: OrganizationId,
    /// What counts, after caps.
    pub points: Points,
    /// What was asked, before caps.
    pub asked: Points,
    /// For period-scoped entries: the period that it belongs to, and only that kind or longer.
    pub scope: Option<Period>,
    /// The day of the deed.
    pub deed_on: Day,
    /// For corrections of closed units: counts as the original does, whatever is open.
    pub counts_as: Option<Day>,
    /// Who recorded it.
    pub recorded_by: AccountId,
    /// Who approved it.
    pub approved_by: AccountId,
    /// The entry that this one takes back or reinstates.
    pub reverses: Option<EntryId>,
    /// The trimmed entry that this one gives more to.
    pub releases: Option<EntryId>,
    /// Salted digest of the words: what and why.
    pub reason_digest: Digest,
    /// Digest of the evidence's hashes.
    pub evidence_digest: Digest,
}

/// An entry in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whose it is.
    pub member: MemberId,
    /// Its place in the member's chain, from 1.
    pub seq: u64,
    /// What it says.
    pub draft: Draft,
    /// The one counting day: every total, cap, board and settlement uses it and nothing else.
    pub counts_on: Day,
    /// When it was recorded, to the microsecond.
    pub recorded_at: DateTime<Utc>,
    /// The chain's hash up to here.
    pub hash: Digest,
}

/// The one serialisation point of a member (invariant 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Whose it is.
    pub member: MemberId,
    /// The last entry's place; 0 for none.
    pub seq: u64,
    /// The last entry's hash; [`super::GENESIS`] for none.
    pub hash: Digest,
    /// The last day of the last closed unit.
    pub closed_through: Option<Day>,
    /// The last day of the last final unit.
    pub final_through: Option<Day>,
}
