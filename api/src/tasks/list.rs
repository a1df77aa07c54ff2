//! Tasks, the newest first.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{OrganizationId, TaskId};
use xianfeng_domain::tasks::TaskState;
use xianfeng_infra::db::Tx;
use xianfeng_infra::tasks as rows;

use super::wire::{TaskOut, task_example};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::organizations::find_visible;

/// Which tasks.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TaskQuery {
    /// Of this organization and what lies below.
    organization_id: Option<Uuid>,
    /// `draft`, `published`, `closed` or `cancelled`.
    state: Option<String>,
}

impl Check for TaskQuery {
    fn check(&self, faults: &mut Faults) {
        if self.state.as_deref().is_some_and(|state| TaskState::from_code(state).is_none()) {
            faults.add_limit("?state", FaultCode::NotOneOf, "draft, published, closed, cancelled");
        }
    }
}

/// A page of tasks.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TasksOut {
    /// The tasks.
    pub items: Vec<TaskOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists tasks, the newest first.
///
/// Members see what is published or has ended in the organizations on their branch's path.
#[utoipa::path(
    tag = "tasks",
    params(PageQuery, TaskQuery),
    responses((status = 200, body = TasksOut, description = "A page",
        example = json!({ "items": [task_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "list.bad_cursor"]))),
)]
#[get("/tasks")]
pub(super) async fn list_tasks(
    app: Data<App>,
    bound: Bound,
    list: ListParams<TaskQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(TaskId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = find_visible(tx, &bound.caller, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let filter = rows::TaskFilter {
            state: list.filter.state.as_deref().and_then(TaskState::from_code),
            organization,
            before,
            limit: u64::from(list.page.limit) + 1,
        };
        Ok(rows::page(tx, &bound.caller.reach(Right::Read), bound.caller.branch(), &filter).await?)
    };
    let tasks = app.database.read(read).await?;
    let (tasks, next_cursor) = list.page.cut(tasks, |task| task.id.0)?;
    let items = tasks.iter().map(TaskOut::from).collect();
    Ok(HttpResponse::Ok().json(TasksOut { items, next_cursor }))
}
