//! What a task and a claim are.

use chrono::{DateTime, Utc};

use super::{ClaimState, TaskState};
use crate::Points;
use crate::ids::{ClaimId, MemberId, OrganizationId, RuleBookId, TaskId};
use crate::organizations::OrganizationPath;
use crate::time::Day;

/// Who may take a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Everybody whom it is for.
    Open,
    /// The named members, each with a share of points (S0-15, 按需派单).
    Dispatched(Vec<(MemberId, Points)>),
}

/// A task (任务).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// Whose it is; its claims belong there too.
    pub organization: OrganizationId,
    /// The path of whose it is.
    pub path: OrganizationPath,
    /// What is to be done, in a few words.
    pub title: String,
    /// More about it.
    pub description: Option<String>,
    /// The rule-book item that it scores under.
    pub item: String,
    /// The rule-book version that it was made under.
    pub rule_book: RuleBookId,
    /// Who may take it.
    pub mode: Mode,
    /// What an approval may give at least and at most: the item's range when it was made.
    pub range: (Points, Points),
    /// What an approval gives unless the reviewer says otherwise.
    pub points: Points,
    /// The unit of the quantities that are reported with the deed (S1-10): 吨, 公里.
    pub unit: Option<String>,
    /// How many claims it takes at most; none: any number.
    pub quota: Option<u32>,
    /// How many of them one member may hold.
    pub places_per_member: u32,
    /// How many places are taken.
    pub claimed: u32,
    /// Until when it can be claimed.
    pub claim_by: Option<DateTime<Utc>>,
    /// Until when it must be handed in.
    pub complete_by: Option<DateTime<Utc>>,
    /// How many photos a submission needs.
    pub photos_required: u32,
    /// The categories that it is for; empty: all.
    pub categories: Vec<String>,
    /// The branches that it is for; empty: all under its organization.
    pub branches: Vec<OrganizationId>,
    /// Its state.
    pub state: TaskState,
    /// Why it was closed or cancelled.
    pub end_reason: Option<String>,
    /// Grows with every change.
    pub version: u64,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
}

/// A claim (领办).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// The task.
    pub task: TaskId,
    /// Whose it is.
    pub member: MemberId,
    /// The task's organization.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// Where it waits for review.
    pub review_organization: OrganizationId,
    /// Which of the member's places it holds, from 1.
    pub place: u32,
    /// Its state.
    pub state: ClaimState,
    /// What an approval gives unless the reviewer says otherwise.
    pub points_offered: Points,
    /// When it was claimed.
    pub claimed_at: DateTime<Utc>,
    /// Until when it must be handed in.
    pub due_at: Option<DateTime<Utc>>,
    /// What was done.
    pub report: Option<String>,
    /// The day of the deed.
    pub deed_on: Option<Day>,
    /// Where it was done.
    pub deed_place: Option<String>,
    /// How much, in hundredths of the task's unit.
    pub quantity: Option<i64>,
    /// When it was handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When it was decided.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// Why it was decided so.
    pub review_reason: Option<String>,
    /// What it was credited with, before caps.
    pub points_awarded: Option<Points>,
    /// Grows with every change.
    pub version: u64,
}
