//! Handing in what was done (办结).

use chrono::{DateTime, Days, Utc};

use super::create::MOST_PHOTOS;
use super::{Claim, ClaimAction, ClaimState, Refusal, Task};
use crate::time::{Day, day_of};

/// After a return the member has at least so many days, whatever the deadline was: the
/// reviewer's time does not count against the member.
pub const RETURN_GRACE_DAYS: u64 = 7;

/// What is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// What was done.
    pub report: String,
    /// The day of the deed.
    pub deed_on: Day,
    /// Where.
    pub deed_place: Option<String>,
    /// How much, in hundredths of the task's unit (S1-10).
    pub quantity: Option<i64>,
    /// How many photos are attached.
    pub photos: u32,
}

/// Decides on a submission; answers the state that follows.
///
/// # Errors
/// The first [`Refusal`] that applies.
pub fn submit(claim: &Claim, task: &Task, submission: &Submission, now: DateTime<Utc>) -> Result<ClaimState, Refusal> {
    let next = claim.state.after(ClaimAction::Submit)?;
    if claim.due_at.is_some_and(|due| due < now) {
        return Err(Refusal::Overdue);
    }
    if submission.report.trim().is_empty() {
        return Err(Refusal::ReportMissing);
    }
    if submission.photos < task.photos_required {
        return Err(Refusal::PhotosMissing { needed: task.photos_required });
    }
    if submission.photos > MOST_PHOTOS {
        return Err(Refusal::TooManyPhotos { most: MOST_PHOTOS });
    }
    if submission.deed_on > day_of(now) {
        return Err(Refusal::DeedInFuture);
    }
    if task.published_at.is_some_and(|published| submission.deed_on < day_of(published)) {
        return Err(Refusal::DeedBeforeTask);
    }
    Ok(next)
}

/// The deadline of a claim that is sent back now.
pub fn due_after_return(due_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let grace = now.checked_add_days(Days::new(RETURN_GRACE_DAYS)).unwrap_or(now);
    due_at.map(|due| due.max(grace))
}
