//! The quarterly audit (季度审核) of a branch: the committee goes through what speaks against a
//! member, decides line by line, and the secretary signs (S2-4, S2-10).
//!
//! Not to be taken for the audit log.

mod decide;
mod line;

pub use decide::{Refusal, decide, sign};
pub use line::{Decided, Decision, Line, LineKind, LineSource};

use chrono::{DateTime, Utc};

use crate::ids::{AccountId, AuditId, OrganizationId};
use crate::organizations::OrganizationPath;
use crate::time::Period;

/// The audit of a branch and quarter: there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuarterlyAudit {
    /// Its id.
    pub id: AuditId,
    /// The branch.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// The quarter.
    pub period: Period,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// The signature: who, when, at which meeting. Nothing changes after it.
    pub signature: Option<Signature>,
}

/// The secretary's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Who signed.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
    /// The committee's meeting that decided.
    pub meeting: String,
}
