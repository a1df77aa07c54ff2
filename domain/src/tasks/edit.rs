//! Changing a task, never below the claims made (pitfall 22).

use chrono::{DateTime, Utc};

use super::{Refusal, Task, TaskState};

/// What may change after a task was made. Its item, points and audience are what people claimed
/// it for; to change those, close it and make another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskEdit {
    /// What is to be done.
    pub title: String,
    /// More about it.
    pub description: Option<String>,
    /// How many claims.
    pub quota: Option<u32>,
    /// Until when it can be claimed.
    pub claim_by: Option<DateTime<Utc>>,
    /// Until when it must be handed in; claims already made keep the later of both.
    pub complete_by: Option<DateTime<Utc>>,
}

/// Changes a task.
///
/// # Errors
/// [`Refusal::TaskWrongState`] once closed or cancelled, [`Refusal::QuotaBelowClaims`],
/// [`Refusal::ClaimDeadlinePassed`] for a new deadline in the past.
pub fn edit(task: Task, edit: TaskEdit, now: DateTime<Utc>) -> Result<Task, Refusal> {
    if !matches!(task.state, TaskState::Draft | TaskState::Published) {
        return Err(Refusal::TaskWrongState { state: task.state });
    }
    if edit.quota.is_some_and(|quota| quota < task.claimed) {
        return Err(Refusal::QuotaBelowClaims { claimed: task.claimed });
    }
    let moved_to_past = |new: Option<DateTime<Utc>>, old| new != old && new.is_some_and(|by| by <= now);
    if moved_to_past(edit.claim_by, task.claim_by) || moved_to_past(edit.complete_by, task.complete_by) {
        return Err(Refusal::ClaimDeadlinePassed);
    }
    Ok(Task {
        title: edit.title,
        description: edit.description,
        quota: edit.quota,
        claim_by: edit.claim_by,
        complete_by: edit.complete_by,
        version: task.version + 1,
        ..task
    })
}
