//! A settlement without its villages and lines.

use chrono::{DateTime, Utc};

use super::state::SettlementState;
use crate::ids::{AccountId, ClosingId, EditionId, OrganizationId, RuleBookId, SettlementId};
use crate::ledger::Digest;
use crate::organizations::OrganizationPath;
use crate::time::{Day, Period};

/// The settlement of a township's closed period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Its id.
    pub id: SettlementId,
    /// The closing that it settles.
    pub closing: ClosingId,
    /// The edition that it reads.
    pub edition: EditionId,
    /// The edition's number, from 1.
    pub edition_number: u32,
    /// The township.
    pub township: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// The period.
    pub period: Period,
    /// The rule book of the edition.
    pub rule_book: RuleBookId,
    /// What a redemption point is worth, in fen.
    pub fen_per_point: i64,
    /// What is left of a fund goes to the next period.
    pub carry_over: bool,
    /// Made of everything that it was computed from and to; see [`super::digest_of`].
    pub digest: Digest,
    /// Where it is.
    pub state: SettlementState,
    /// Who ran it.
    pub drafted_by: AccountId,
    /// When.
    pub drafted_at: DateTime<Utc>,
    /// The signature that made it hold; none before.
    pub signature: Option<Signature>,
    /// The last day of its points; none before the signature, or where they never expire.
    pub expires_on: Option<Day>,
    /// When the last village was issued.
    pub issued_at: Option<DateTime<Utc>>,
    /// How it was withdrawn, if it was.
    pub withdrawn: Option<Withdrawn>,
}

/// A signature. Money flows by it alone (invariant 12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Who signed.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
    /// The meeting that decided.
    pub meeting: String,
    /// Why.
    pub reason: String,
}

/// The end of a draft that was not signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// Who withdrew it.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
}
