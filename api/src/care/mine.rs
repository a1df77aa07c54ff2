//! Whom the caller looks after, and who looks after them: who and what to do, and nothing else.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::care::Kind as List;
use xianfeng_domain::ids::CareId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{care as rows, members};

use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::Problem;
use crate::http::wire::WireDay;

/// A page of one's own.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyCarePageOut {
    /// Whom the caller looks after, and who looks after them.
    pub items: Vec<MyCareOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Whom the caller looks after, or who looks after the caller.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyCareOut {
    /// The entry: what visits are put on record for.
    pub id: Uuid,
    /// `helper` who looks after somebody, or `cared` for whom somebody does.
    pub role: &'static str,
    /// The other: whom the caller looks after, or who looks after the caller; none while nobody does.
    pub name: Option<String>,
    /// For the helper: what to do.
    pub task: Option<String>,
    /// For the helper: the last visit.
    pub last_visit_on: Option<WireDay>,
    /// For the helper of a pairing: by when the next visit is due.
    pub due_on: Option<WireDay>,
}

/// Lists whom the caller looks after, and who looks after them.
///
/// The helper sees who and what to do: neither the list that the member is on nor why. The audit log says that they
/// read it.
#[utoipa::path(
    tag = "care",
    params(PageQuery),
    responses((status = 200, body = MyCarePageOut, description = "A page", example = json!({ "items": [
        { "id": "018e0f6a-0000-7000-8000-000000000081", "role": "helper", "name": "蒋远嘉", "task": "每月上门看一次",
            "lastVisitOn": "2024-03-01", "dueOn": "2024-04-01" }
    ], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["list.bad_cursor"]))),
)]
#[get("/me/care")]
pub(super) async fn list_my_care(app: Data<App>, bound: Bound, list: ListParams) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<Uuid>()?.map(CareId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let entries = rows::helps(tx, bound.person, after, u64::from(list.page.limit) + 1).await?;
        let (entries, next_cursor) = list.page.cut(entries, |entry| entry.id.0)?;
        let helpers = entries.iter().filter_map(|entry| entry.helper.map(|helper| helper.member));
        let names = members::names_of(tx, entries.iter().map(|entry| entry.member).chain(helpers)).await?;
        let visits = rows::last_visits(tx, entries.iter().map(|entry| entry.id)).await?;
        let mut items = Vec::with_capacity(entries.len());
        for entry in &entries {
            if entry.person == bound.person {
                items.push(MyCareOut {
                    id: entry.id.0,
                    role: "cared",
                    name: entry.helper.and_then(|helper| names.get(&helper.member)).cloned(),
                    task: None,
                    last_visit_on: None,
                    due_on: None,
                });
                continue;
            }
            items.push(MyCareOut {
                id: entry.id.0,
                role: "helper",
                name: names.get(&entry.member).cloned(),
                task: rows::texts(tx, &app.vault, entry.id).await?.task,
                last_visit_on: visits.get(&entry.id).copied().map(WireDay),
                due_on: (entry.kind == List::Pairing).then_some(WireDay(entry.due_on)),
            });
        }
        let place = entries.iter().find(|entry| entry.person != bound.person).map(|entry| entry.path.clone());
        Ok((MyCarePageOut { items, next_cursor }, place))
    };
    let (out, place) = app.database.read(read).await?;
    if place.is_some() {
        bound.disclosed(&app, "care.mine", None, place).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}
