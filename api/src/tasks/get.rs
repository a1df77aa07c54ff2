//! One task.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde_json::json;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::TaskId;
use xianfeng_domain::tasks::Task;
use xianfeng_infra::db::Tx;
use xianfeng_infra::tasks as rows;

use super::wire::{TaskOut, task_example};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// One task.
///
/// Members see what is published or has ended in the organizations on their branch's path;
/// administrators, reviewers and overseers everything within reach.
#[utoipa::path(
    tag = "tasks",
    params(("id" = Uuid, Path, description = "The task")),
    responses((status = 200, body = TaskOut, description = "The task", example = json!(task_example()))),
    extensions(("x-error-codes" = json!(["task.not_found"]))),
)]
#[get("/tasks/{id}")]
pub(super) async fn get_task(app: Data<App>, bound: Bound, id: PathId<TaskId>) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| find_visible(tx, &bound, id.0).await;
    let task = app.database.read(read).await?;
    Ok(HttpResponse::Ok().json(TaskOut::from(&task)))
}

/// A task that the caller may see.
pub(super) async fn find_visible(tx: &Tx, act: &Act, id: TaskId) -> Result<Task, Failure> {
    if let Some(task) = rows::find(tx, &act.caller.reach(Right::Read), id).await? {
        return Ok(task);
    }
    let branch = act.caller.branch().ok_or(Code::TaskNotFound)?;
    Ok(rows::find_for_member(tx, branch, id).await?.ok_or(Code::TaskNotFound)?)
}
