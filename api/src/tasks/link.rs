//! A link to a task, for short messages and groups.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::ids::TaskId;
use xianfeng_domain::tasks::TaskState;
use xianfeng_infra::db::Tx;
use xianfeng_infra::tasks as rows;

use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};
use crate::messages::{LinkOut, link_example, link_for, link_out};

/// Makes a link that opens a task.
///
/// Anybody may open it, inside WeChat or from a short message; what they see is up to who they are. The same link is
/// given until it nears its end.
#[utoipa::path(
    tag = "tasks",
    params(("id" = Uuid, Path, description = "The task")),
    responses((status = 200, body = LinkOut, description = "The link", example = json!(link_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "task.not_found", "task.not_published", "wechat.busy", "wechat.unavailable", "rate.limited"
    ]))),
)]
#[post("/tasks/{id}/link")]
pub(super) async fn link_task(
    app: Data<App>,
    permit: Permit<rights::ManageTasks>,
    key: IdempotencyKey,
    id: PathId<TaskId>,
) -> Result<HttpResponse, Problem> {
    let find = async |tx: &Tx| -> Result<_, Failure> {
        let task = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::TaskNotFound)?;
        if task.state == TaskState::Draft {
            return Err(Code::TaskNotPublished.into());
        }
        Ok(task.path)
    };
    let path = app.database.read(find).await?;
    let command = Command::new(&app, &permit, "tasks.link", &key, id.0, &())?;
    if let Some(first) = command.first_reply().await? {
        return Ok(first.into());
    }
    let link = link_for(&app, &app.settings.task_page, &format!("id={}", id.0)).await?;
    let work = async |tx: &Tx| {
        permit.audit(tx, "tasks.link", ("task", id.0.0), &path).await?;
        Ok(Done::ok(link_out(link.clone())).within(&path))
    };
    Ok(command.run(work).await?.into())
}
