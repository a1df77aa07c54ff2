//! Opening a draft to claims.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::TaskId;
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::tasks::{self, Mode, Task};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::tasks as rows;
use xianfeng_infra::{members, rulebooks};

use super::wire::{TaskOut, task_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};
use crate::inbox::{Kind, tell_all};
use crate::moderation;

/// Publishes a draft.
///
/// Members whom it is for can claim it from now on. A draft from before a new rule book is refused if
/// its item was retired or is worth other points now.
#[utoipa::path(
    tag = "tasks",
    params(("id" = Uuid, Path, description = "The task")),
    responses((status = 200, body = TaskOut, description = "The task now", example = json!(task_example()))),
    extensions(("x-error-codes" = json!([
        "task.not_found", "task.wrong_state", "task.item_changed", "task.no_rule_book", "task.claim_deadline_passed",
        "moderation.waiting", "moderation.author_away", "moderation.refused"
    ]))),
)]
#[post("/tasks/{id}/publish")]
pub(super) async fn publish_task(
    app: Data<App>,
    permit: Permit<rights::ManageTasks>,
    key: IdempotencyKey,
    id: PathId<TaskId>,
) -> Result<HttpResponse, Problem> {
    let draft = async |tx: &Tx| rows::find(tx, &permit.reach, id.0).await;
    let draft = app.database.read(draft).await?.ok_or(Code::TaskNotFound)?;
    let command = Command::new(&app, &permit, "tasks.publish", &key, id.0, &())?;
    let command = command.shows(Subject::Task, &Reach::under(draft.path.clone()), shown(&draft));
    let work = async |tx: &Tx| {
        let task = publish(tx, &permit, &permit.reach, id.0).await?;
        moderation::unchanged(&shown(&draft), &shown(&task))?;
        Ok(Done::ok(TaskOut::from(&task)).within(&task.path))
    };
    Ok(command.run(work).await?.into())
}

/// What members read of a task.
fn shown(task: &Task) -> Vec<&str> {
    let texts = [Some(task.title.as_str()), task.description.as_deref(), task.unit.as_deref()];
    texts.into_iter().flatten().collect()
}

/// The use case.
///
/// # Errors
/// What the task or the rule book in force refuses.
pub async fn publish(tx: &Tx, act: &Act, reach: &Reach, id: TaskId) -> Result<Task, Failure> {
    let task = rows::find(tx, reach, id).await?.ok_or(Code::TaskNotFound)?;
    let read = task.version;
    let book = rulebooks::effective(tx, &task.path, act.today()).await?.ok_or(Code::TaskNoRuleBook)?;
    let task = tasks::publish(task, &book.book, act.now)?;
    save(tx, act, &task, read, "tasks.publish").await?;
    if let Mode::Dispatched(shares) = &task.mode {
        let named = members::persons_of(tx, shares.iter().map(|(member, _)| *member)).await?;
        let (named, subject) = (named.into_values().collect(), Some(("task", id.0)));
        tell_all(tx, &named, Kind::TaskDispatched, subject, &[("task", &task.title)], act.now).await?;
    }
    Ok(task)
}

/// Writes a task that changed from the version that was read, and the line in the audit log.
pub(super) async fn save(tx: &Tx, act: &Act, task: &Task, read: u64, action: &'static str) -> Result<(), Failure> {
    if !rows::update(tx, task, read).await? {
        return Err(StoreError::Race("a task").into());
    }
    Ok(act.audit(tx, action, ("task", task.id.0), &task.path).await?)
}
