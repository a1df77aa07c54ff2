//! Claiming (领办): may this member take the task, and what follows?

use chrono::{DateTime, Utc};

use super::{Mode, Refusal, Task, TaskState};
use crate::Points;
use crate::ids::{MemberId, OrganizationId};
use crate::organizations::OrganizationPath;

/// Who wants to claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimant {
    /// The member.
    pub member: MemberId,
    /// Today's branch.
    pub branch: OrganizationId,
    /// Its path.
    pub branch_path: OrganizationPath,
    /// Today's category.
    pub category: String,
}

/// What a claim starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClaim {
    /// Which of the member's places it takes, from 1.
    pub place: u32,
    /// What an approval will give.
    pub points: Points,
    /// Until when it must be handed in.
    pub due_at: Option<DateTime<Utc>>,
}

/// Decides on a claim. `held` are the places that the member's live claims of the task hold.
///
/// The quota is checked here for a plain answer; what enforces it is the conditional update of
/// the task's row (invariant 5).
///
/// # Errors
/// The first [`Refusal`] that applies.
pub fn claim(task: &Task, claimant: &Claimant, held: &[u32], now: DateTime<Utc>) -> Result<NewClaim, Refusal> {
    if task.state != TaskState::Published {
        return Err(Refusal::TaskNotOpen { state: task.state });
    }
    if task.claim_by.or(task.complete_by).is_some_and(|by| by < now) {
        return Err(Refusal::ClaimDeadlinePassed);
    }
    let for_branch = task.path.covers(&claimant.branch_path)
        && (task.branches.is_empty() || task.branches.contains(&claimant.branch));
    if !for_branch {
        return Err(Refusal::NotForBranch);
    }
    if !task.categories.is_empty() && !task.categories.contains(&claimant.category) {
        return Err(Refusal::NotForCategory);
    }
    let points = match &task.mode {
        Mode::Open => task.points,
        Mode::Dispatched(shares) => {
            let share = shares.iter().find(|(member, _)| *member == claimant.member);
            share.map(|(_, points)| *points).ok_or(Refusal::NotAssigned)?
        }
    };
    let place = (1..=task.places_per_member).find(|place| !held.contains(place)).ok_or(Refusal::AlreadyClaimed)?;
    if task.quota.is_some_and(|quota| task.claimed >= quota) {
        return Err(Refusal::QuotaExhausted);
    }
    Ok(NewClaim { place, points, due_at: task.complete_by })
}
