//! Publishing, closing and cancelling a task.

use chrono::{DateTime, Utc};

use super::{Refusal, Task, TaskState};

/// Opens a draft to claims.
///
/// # Errors
/// [`Refusal::TaskWrongState`], or [`Refusal::ClaimDeadlinePassed`] when its deadlines are over.
pub fn publish(task: Task, now: DateTime<Utc>) -> Result<Task, Refusal> {
    if task.state != TaskState::Draft {
        return Err(Refusal::TaskWrongState { state: task.state });
    }
    if task.claim_by.or(task.complete_by).is_some_and(|by| by <= now) {
        return Err(Refusal::ClaimDeadlinePassed);
    }
    Ok(Task { state: TaskState::Published, published_at: Some(now), version: task.version + 1, ..task })
}

/// Takes no new claims; running ones go on.
///
/// # Errors
/// [`Refusal::TaskWrongState`].
pub fn close(task: Task, reason: Option<String>) -> Result<Task, Refusal> {
    if task.state != TaskState::Published {
        return Err(Refusal::TaskWrongState { state: task.state });
    }
    Ok(Task { state: TaskState::Closed, end_reason: reason, version: task.version + 1, ..task })
}

/// Calls a task off; unfinished claims end with it, submitted ones are still reviewed.
///
/// # Errors
/// [`Refusal::TaskWrongState`].
pub fn cancel(task: Task, reason: String) -> Result<Task, Refusal> {
    if task.state == TaskState::Cancelled {
        return Err(Refusal::TaskWrongState { state: task.state });
    }
    Ok(Task { state: TaskState::Cancelled, end_reason: Some(reason), version: task.version + 1, ..task })
}
