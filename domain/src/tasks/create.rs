//! Making a task from a rule-book item (S0-3).

use chrono::{DateTime, Utc};

use super::{Mode, Task, TaskState};
use crate::Points;
use crate::ids::{OrganizationId, RuleBookId, TaskId};
use crate::organizations::OrganizationPath;
use crate::rulebook::{ItemKind, RuleBook, Way};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTask {
    /// What is to be done.
    pub title: String,
    /// More about it.
    pub description: Option<String>,
    /// The rule-book item.
    pub item: String,
    /// Own points inside the item's range; the item's least where absent.
    pub points: Option<Points>,
    /// Who may take it.
    pub mode: Mode,
    /// The unit of reported quantities.
    pub unit: Option<String>,
    /// How many claims.
    pub quota: Option<u32>,
    /// How many a member; 1 where absent.
    pub places_per_member: Option<u32>,
    /// Until when it can be claimed.
    pub claim_by: Option<DateTime<Utc>>,
    /// Until when it must be handed in.
    pub complete_by: Option<DateTime<Utc>>,
    /// How many photos; one where absent and the item wants evidence, else none.
    pub photos_required: Option<u32>,
    /// Category codes.
    pub categories: Vec<String>,
    /// Branches, each already known to lie under the organization.
    pub branches: Vec<OrganizationId>,
}

/// A fault of a new task: which field, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskFault {
    /// The field's name on the wire.
    pub field: &'static str,
    /// What is wrong.
    pub kind: TaskFaultKind,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskFaultKind {
    /// No such item in the rule book, or not one that a task may give.
    UnknownItem,
    /// No such category in the rule book.
    UnknownCategory,
    /// The points lie outside the item's range.
    OutOfRange,
    /// The time lies in the past.
    InPast,
    /// The completion deadline lies before the claim deadline.
    BeforeClaimBy,
    /// Zero or too large.
    BadCount,
    /// Nobody is named, somebody twice, or more than the limit.
    BadAssignees,
}

/// The most photos that a submission carries.
pub(super) const MOST_PHOTOS: u32 = 9;

/// Makes a task, as a draft.
///
/// # Errors
/// Every fault of what is asked, at once.
pub fn create(
    id: TaskId,
    organization: OrganizationId,
    path: OrganizationPath,
    rule_book: RuleBookId,
    book: &RuleBook,
    new: NewTask,
    now: DateTime<Utc>,
) -> Result<Task, Vec<TaskFault>> {
    let mut faults = Vec::new();
    let mut fault = |field, kind| faults.push(TaskFault { field, kind });
    let item = book.item(&new.item).filter(|item| item.kind == ItemKind::Addition && item.may_enter(Way::Task));
    let (range, points) = match item {
        None => {
            fault("item", TaskFaultKind::UnknownItem);
            ((Points::ZERO, Points::ZERO), Points::ZERO)
        }
        Some(item) => {
            let points = new.points.unwrap_or(item.min);
            if !(item.min..=item.max).contains(&points) {
                fault("points", TaskFaultKind::OutOfRange);
            }
            ((item.min, item.max), points)
        }
    };
    if new.categories.iter().any(|code| book.category(code).is_none()) {
        fault("categories", TaskFaultKind::UnknownCategory);
    }
    if new.claim_by.is_some_and(|by| by <= now) {
        fault("claimBy", TaskFaultKind::InPast);
    }
    if new.complete_by.is_some_and(|by| by <= now) {
        fault("completeBy", TaskFaultKind::InPast);
    }
    if let (Some(claim_by), Some(complete_by)) = (new.claim_by, new.complete_by)
        && complete_by < claim_by
    {
        fault("completeBy", TaskFaultKind::BeforeClaimBy);
    }
    if new.quota.is_some_and(|quota| quota == 0 || quota > 10_000) {
        fault("quota", TaskFaultKind::BadCount);
    }
    let places_per_member = new.places_per_member.unwrap_or(1);
    if places_per_member == 0 || places_per_member > 100 {
        fault("placesPerMember", TaskFaultKind::BadCount);
    }
    let wants_evidence = item.is_some_and(|item| item.evidence);
    let photos_required = new.photos_required.unwrap_or(u32::from(wants_evidence));
    if photos_required > MOST_PHOTOS || (wants_evidence && photos_required == 0) {
        fault("photosRequired", TaskFaultKind::BadCount);
    }
    if let Mode::Dispatched(shares) = &new.mode {
        let mut members: Vec<_> = shares.iter().map(|(member, _)| member).collect();
        members.sort_unstable();
        members.dedup();
        if shares.is_empty() || members.len() != shares.len() || shares.len() > 200 {
            fault("assignees", TaskFaultKind::BadAssignees);
        }
        if shares.iter().any(|(_, share)| !(Points::from_hundredths(1)..=range.1).contains(share)) {
            fault("assignees", TaskFaultKind::OutOfRange);
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Task {
        id,
        organization,
        path,
        title: new.title,
        description: new.description,
        item: new.item,
        rule_book,
        mode: new.mode,
        range,
        points,
        unit: new.unit,
        quota: new.quota,
        places_per_member,
        claimed: 0,
        claim_by: new.claim_by,
        complete_by: new.complete_by,
        photos_required,
        categories: new.categories,
        branches: new.branches,
        state: TaskState::Draft,
        end_reason: None,
        version: 1,
        published_at: None,
    })
}
