//! Crediting a submission, whole or with other points inside the task's range.

use super::{Claim, ClaimAction, ClaimState, Refusal, Task};
use crate::Points;
use crate::ids::PersonId;

/// What an approval gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The state that follows.
    pub state: ClaimState,
    /// What is asked of the ledger, before caps.
    pub points: Points,
}

/// Decides on an approval. A part may be as small as the reviewer thinks right, down to 0.01;
/// other points than offered want a reason.
///
/// # Errors
/// The first [`Refusal`] that applies.
pub fn approve(
    claim: &Claim,
    task: &Task,
    claimant: PersonId,
    reviewer: PersonId,
    points: Option<Points>,
    reason: Option<&str>,
) -> Result<Approval, Refusal> {
    if claimant == reviewer {
        return Err(Refusal::OwnClaim);
    }
    let state = claim.state.after(ClaimAction::Approve)?;
    let points = points.unwrap_or(claim.points_offered);
    let least = Points::from_hundredths(1);
    let most = task.range.1.max(claim.points_offered);
    if !(least..=most).contains(&points) {
        return Err(Refusal::PointsOutOfRange { min: least, max: most });
    }
    if points != claim.points_offered && reason.is_none_or(|reason| reason.trim().is_empty()) {
        return Err(Refusal::ReasonMissing);
    }
    Ok(Approval { state, points })
}
