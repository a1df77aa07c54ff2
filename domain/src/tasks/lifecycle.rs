//! Publishing, closing and cancelling a task.

use chrono::{DateTime, Utc};

use super::{Refusal, Task, TaskState};
use crate::rulebook::{ItemKind, RuleBook, Way};

/// Opens a draft to claims. `book` is the rule book in force: a draft that has lain since before an
/// adoption must not bring a retired item, or points that are no longer given, back.
///
/// # Errors
/// [`Refusal::TaskWrongState`]; [`Refusal::ItemChanged`] when the book gives no such points for a task
/// any more; [`Refusal::ClaimDeadlinePassed`] when its deadlines are over.
pub fn publish(task: Task, book: &RuleBook, now: DateTime<Utc>) -> Result<Task, Refusal> {
    if task.state != TaskState::Draft {
        return Err(Refusal::TaskWrongState { state: task.state });
    }
    let item = book.item(&task.item).filter(|item| item.kind == ItemKind::Addition && item.may_enter(Way::Task));
    if item.is_none_or(|item| (item.min, item.max) != task.range) {
        return Err(Refusal::ItemChanged);
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
