//! Calling a task off.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::TaskId;
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::tasks::{self, ClaimAction};
use xianfeng_infra::db::Tx;
use xianfeng_infra::tasks as rows;

use super::review::advance;
use super::wire::{TaskOut, task_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// Why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CancelTaskIn {
    /// 1 to 500 characters; those who claimed it read it.
    pub reason: String,
}

impl Check for CancelTaskIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Cancels a task.
///
/// Unfinished claims end with it; what was handed in is still reviewed.
#[utoipa::path(
    tag = "tasks",
    params(("id" = Uuid, Path, description = "The task")),
    request_body = CancelTaskIn,
    responses((status = 200, body = TaskOut, description = "The task now", example = json!(task_example()))),
    extensions(("x-error-codes" = json!([
        "task.not_found", "task.wrong_state", "moderation.waiting", "moderation.author_away", "moderation.refused"
    ]))),
)]
#[post("/tasks/{id}/cancel")]
pub(super) async fn cancel_task(
    app: Data<App>,
    permit: Permit<rights::ManageTasks>,
    key: IdempotencyKey,
    id: PathId<TaskId>,
    body: JsonBody<CancelTaskIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "tasks.cancel", &key, id.0, &body.0)?.shows(
        Subject::Task,
        &permit.reach,
        [body.reason.as_str()],
    );
    let work = async |tx: &Tx| {
        let task = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::TaskNotFound)?;
        let read = task.version;
        let reason = body.reason.trim();
        let task = tasks::cancel(task, reason.to_owned())?;
        super::publish::save(tx, &permit, &task, read, "tasks.cancel").await?;
        for claim in rows::live_of_task(tx, task.id).await? {
            let Ok(state) = claim.state.after(ClaimAction::Cancel) else { continue };
            let mut after = claim.clone();
            after.state = state;
            advance(tx, &permit, &claim, &mut after, ClaimAction::Cancel, Some(reason)).await?;
        }
        let task = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::TaskNotFound)?;
        Ok(Done::ok(TaskOut::from(&task)).within(&task.path))
    };
    Ok(command.run(work).await?.into())
}
