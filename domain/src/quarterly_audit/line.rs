//! A line of a quarterly audit.

use uuid::Uuid;

use crate::Points;
use crate::ids::{AccountId, AuditId, EntryId, MemberId, PersonId, RuleBookId};
use crate::time::Day;

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// The stable code.
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
    /// What a line would do.
    LineKind {
        /// Deduct points under an item.
        Deduction = "deduction",
        /// Withhold the base points of the period: there is a failing (S2-1).
        WithholdBase = "withhold_base",
        /// Cancel the points of an entry: an objection is upheld (S2-9).
        CancelEntry = "cancel_entry",
    }
}

codes! {
    /// Where a line comes from. With the source's id it is unique within an audit.
    LineSource {
        /// An absence from a meeting (组织生活) without leave.
        Absence = "absence",
        /// Dues (党费) unpaid or late.
        Dues = "dues",
        /// A quarterly report (流动党员汇报) that is missing.
        Report = "report",
        /// A founded villager's report (群众反映).
        VillagerReport = "villager_report",
        /// The entry that is to be taken back, proposed by hand.
        Entry = "entry",
        /// Proposed by hand: the line is its own source.
        Hand = "hand",
    }
}

codes! {
    /// What the committee decides on a line.
    Decision {
        /// Deduct; withhold or cancel for a line that would.
        Deduct = "deduct",
        /// Excused: nothing is held against the member.
        Excuse = "excuse",
        /// Noted, without points.
        Note = "note",
    }
}

/// A decision with who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What.
    pub decision: Decision,
    /// How much is deducted, without a sign; none where nothing is deducted under an item.
    pub points: Option<Points>,
    /// Why; the member reads it.
    pub reason: String,
    /// Whose account.
    pub by: AccountId,
    /// Who.
    pub person: PersonId,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its id: the source of the deduction.
    pub id: Uuid,
    /// The audit.
    pub audit: AuditId,
    /// Whom it concerns.
    pub member: MemberId,
    /// What it would do.
    pub kind: LineKind,
    /// Where it comes from.
    pub source: LineSource,
    /// The id of that.
    pub source_id: Uuid,
    /// The rule-book version of the item.
    pub rule_book: Option<RuleBookId>,
    /// The deduction's item; without one a line can only be noted or excused.
    pub item: Option<String>,
    /// What is proposed, without a sign.
    pub points: Option<Points>,
    /// The day of the deed.
    pub deed_on: Day,
    /// What happened, as the member reads it; never a villager's own words.
    pub what: String,
    /// The entry that would be taken back.
    pub entry: Option<EntryId>,
    /// Who proposed it.
    pub proposed_by: AccountId,
    /// The decision.
    pub decided: Option<Decided>,
    /// What the signature wrote for it.
    pub written: Option<EntryId>,
}
