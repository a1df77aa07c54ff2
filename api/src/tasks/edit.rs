//! Changing a task, never below the claims made.

use std::iter;

use actix_web::web::Data;
use actix_web::{HttpResponse, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::TaskId;
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::tasks::{self, TaskEdit};
use xianfeng_infra::db::Tx;
use xianfeng_infra::tasks as rows;

use super::wire::{TaskOut, task_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, IfMatch, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WireTime;

/// What may change. Item, points and audience are what people claimed the task for: to change
/// those, close it and make another.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EditTaskIn {
    /// What is to be done.
    pub title: String,
    /// More about it.
    pub description: Option<String>,
    /// How many claims it takes.
    pub quota: Option<u32>,
    /// Until when it can be claimed.
    pub claim_by: Option<WireTime>,
    /// Until when it must be handed in.
    pub complete_by: Option<WireTime>,
}

impl EditTaskIn {
    /// What others will read of it.
    pub(super) fn shown(&self) -> impl Iterator<Item = &str> {
        iter::once(self.title.as_str()).chain(self.description.as_deref())
    }
}

impl Check for EditTaskIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/title", &self.title, 1..=100);
        if let Some(description) = &self.description {
            faults.text("/description", description, 0..=2000);
        }
        if let Some(quota) = self.quota {
            faults.range("/quota", quota, 1..=10_000);
        }
    }
}

/// Changes a task.
///
/// The quota cannot fall below the claims made. A later deadline holds for unfinished claims too;
/// an earlier one leaves them theirs.
#[utoipa::path(
    tag = "tasks",
    params(("id" = Uuid, Path, description = "The task")),
    request_body = EditTaskIn,
    responses((status = 200, body = TaskOut, description = "The task now", example = json!(task_example()))),
    extensions(("x-error-codes" = json!([
        "task.not_found", "task.wrong_state", "task.quota_below_claims", "task.claim_deadline_passed",
        "version.stale", "moderation.waiting", "moderation.author_away", "moderation.refused"
    ]))),
)]
#[put("/tasks/{id}")]
pub(super) async fn edit_task(
    app: Data<App>,
    permit: Permit<rights::ManageTasks>,
    key: IdempotencyKey,
    id: PathId<TaskId>,
    version: IfMatch,
    body: JsonBody<EditTaskIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "tasks.edit", &key, id.0, &body.0)?.shows(
        Subject::Task,
        &permit.reach,
        body.shown(),
    );
    let work = async |tx: &Tx| {
        let task = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::TaskNotFound)?;
        let read = task.version;
        if u64::try_from(version.0) != Ok(read) {
            return Err(Problem::new(Code::VersionStale).member("currentVersion", read).into());
        }
        let wanted = body.0.clone();
        let edit = TaskEdit {
            title: wanted.title.trim().to_owned(),
            description: wanted.description,
            quota: wanted.quota,
            claim_by: wanted.claim_by.map(|time| time.0),
            complete_by: wanted.complete_by.map(|time| time.0),
        };
        let task = tasks::edit(task, edit, permit.now)?;
        super::publish::save(tx, &permit, &task, read, "tasks.edit").await?;
        rows::extend_claims(tx, task.id, task.complete_by).await?;
        Ok(Done::ok(TaskOut::from(&task)).within(&task.path))
    };
    Ok(command.run(work).await?.into())
}
