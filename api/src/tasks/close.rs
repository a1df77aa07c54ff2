//! Taking no new claims.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::TaskId;
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::tasks::{self, Task};
use xianfeng_infra::db::Tx;
use xianfeng_infra::tasks as rows;

use super::wire::{TaskOut, task_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// Why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloseTaskIn {
    /// At most 500 characters.
    pub reason: Option<String>,
}

impl Check for CloseTaskIn {
    fn check(&self, faults: &mut Faults) {
        if let Some(reason) = &self.reason {
            faults.text("/reason", reason, 0..=500);
        }
    }
}

/// Closes a task.
///
/// It takes no new claims; running ones go on.
#[utoipa::path(
    tag = "tasks",
    params(("id" = Uuid, Path, description = "The task")),
    request_body = CloseTaskIn,
    responses((status = 200, body = TaskOut, description = "The task now", example = json!(task_example()))),
    extensions(("x-error-codes" = json!([
        "task.not_found", "task.wrong_state", "moderation.waiting", "moderation.author_away", "moderation.refused"
    ]))),
)]
#[post("/tasks/{id}/close")]
pub(super) async fn close_task(
    app: Data<App>,
    permit: Permit<rights::ManageTasks>,
    key: IdempotencyKey,
    id: PathId<TaskId>,
    body: JsonBody<CloseTaskIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "tasks.close", &key, id.0, &body.0)?.shows(
        Subject::Task,
        &permit.reach,
        body.reason.as_deref(),
    );
    let work = async |tx: &Tx| {
        let task = close(tx, &permit, &permit.reach, id.0, body.reason.clone()).await?;
        Ok(Done::ok(TaskOut::from(&task)).within(&task.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the task refuses.
pub async fn close(tx: &Tx, act: &Act, reach: &Reach, id: TaskId, reason: Option<String>) -> Result<Task, Failure> {
    let task = rows::find(tx, reach, id).await?.ok_or(Code::TaskNotFound)?;
    let read = task.version;
    let task = tasks::close(task, reason)?;
    super::publish::save(tx, act, &task, read, "tasks.close").await?;
    Ok(task)
}
