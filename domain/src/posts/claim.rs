//! Who may claim a post, and to whom it may be given.

use super::post::{HoldingState, Post, PostState};
use super::refusal::Refusal;
use crate::ids::GridId;
use crate::organizations::OrganizationPath;

/// May a member of this branch and these grids (the own one and what it lies in) claim the post?
/// It must be open, of the own branch or what lies above, and in the own grid where it has one
/// (S1-2). `live` is the state of the member's live holding of it.
///
/// # Errors
/// What stands against it; whether a place is free is the store's to say.
pub fn claim(
    post: &Post,
    branch: &OrganizationPath,
    grids: &[GridId],
    live: Option<HoldingState>,
) -> Result<(), Refusal> {
    assign(post, branch, live)?;
    if post.grid.is_some_and(|grid| !grids.contains(&grid)) {
        return Err(Refusal::NotEligible);
    }
    if live.is_some() {
        return Err(Refusal::AlreadyHeld);
    }
    Ok(())
}

/// May the post be given to a member of this branch? The grid is the secretary's to weigh; a claim
/// that waits is confirmed by it (S3-5).
///
/// # Errors
/// What stands against it.
pub fn assign(post: &Post, branch: &OrganizationPath, live: Option<HoldingState>) -> Result<(), Refusal> {
    if !post.path.covers(branch) {
        return Err(Refusal::NotEligible);
    }
    match live {
        Some(HoldingState::Held) => Err(Refusal::AlreadyHeld),
        // It holds a place already, and was made while the post was open.
        Some(HoldingState::Claimed) => Ok(()),
        Some(HoldingState::Ended) | None if post.state == PostState::Closed => Err(Refusal::Closed),
        Some(HoldingState::Ended) | None => Ok(()),
    }
}
