//! An objection.

use chrono::{DateTime, Utc};

use super::{Ground, State};
use crate::ids::{AccountId, ClosingId, EditionId, EntryId, MemberId, ObjectionId, OrganizationId, PersonId};
use crate::organizations::OrganizationPath;
use crate::time::{Day, Period};

/// An objection against a row of a published edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// Its id.
    pub id: ObjectionId,
    /// The closing whose edition it is against.
    pub closing: ClosingId,
    /// The closing's period.
    pub period: Period,
    /// The edition.
    pub edition: EditionId,
    /// Its number.
    pub edition_number: u32,
    /// The township or branch whose notice was read.
    pub organization: OrganizationId,
    /// The row's number there; none for an own row that is on no public list.
    pub row: Option<u32>,
    /// Whose row it is; never told outside.
    pub member: MemberId,
    /// The person, who must not decide.
    pub person: PersonId,
    /// The path of the row's branch.
    pub path: OrganizationPath,
    /// The path of where it is decided.
    pub review_path: OrganizationPath,
    /// What is objected; never shown in public.
    pub text: String,
    /// The entry that is meant.
    pub entry: Option<EntryId>,
    /// Who objects; none for a stranger. Shown to the township's administrators only.
    pub objector: Option<PersonId>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// The day in Asia/Shanghai.
    pub made_on: Day,
    /// Where it is.
    pub state: State,
    /// Why it was not taken up.
    pub ground: Option<Ground>,
    /// The published answer.
    pub answer: Option<String>,
    /// The committee's reason, which is not published.
    pub reason: Option<String>,
    /// The number of the edition that the correction made.
    pub edition_made: Option<u32>,
    /// Who decided or set aside.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Grows with every change.
    pub version: u64,
}
