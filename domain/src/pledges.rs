//! Pledges (承诺): what a member promises for a year, shown (亮诺), kept (践诺) and judged at its end
//! by an appraisal (评诺): S4-10.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::ids::{AccountId, MemberId, OrganizationId, PledgeId};
use crate::organizations::OrganizationPath;
use crate::time::{Day, Period};

/// A member's pledge for a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pledge {
    /// Its id.
    pub id: PledgeId,
    /// Who pledges.
    pub member: MemberId,
    /// The member's branch when it was made.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// The year.
    pub year: Period,
    /// What is promised.
    pub text: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Who showed it to the public, and when; nobody yet while `None`.
    pub shown: Option<(AccountId, DateTime<Utc>)>,
}

/// A note on how a pledge is being kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Its id.
    pub id: Uuid,
    /// The day of what was done.
    pub on: Day,
    /// What was done.
    pub text: String,
    /// Who noted it.
    pub by: AccountId,
}
