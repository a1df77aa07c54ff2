//! The hand-overs that concern the caller.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::HandoverId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::handovers as rows;

use super::sign::find;
use super::wire::{HandoverOut, handover_example, handover_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::Problem;

/// A page of hand-overs.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HandoversOut {
    /// The hand-overs.
    pub items: Vec<HandoverOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists hand-overs, the newest first.
///
/// The caller's own, and those of places whose roster they keep.
#[utoipa::path(
    tag = "handovers",
    params(PageQuery),
    responses((status = 200, body = HandoversOut, description = "A page",
        example = json!({ "items": [handover_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/handovers")]
pub(super) async fn list_handovers(app: Data<App>, bound: Bound, list: ListParams) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(HandoverId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let reach = bound.caller.reach(Right::ManageMembers);
        let found = rows::page(tx, &reach, bound.person, before, u64::from(list.page.limit) + 1).await?;
        let (found, next_cursor) = list.page.cut(found, |seen| seen.handover.id.0)?;
        let mut items = Vec::with_capacity(found.len());
        for seen in &found {
            items.push(handover_out(tx, &bound, seen).await?);
        }
        Ok(HandoversOut { items, next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

/// One hand-over with its open work.
///
/// For both sides, and who keeps the roster there.
#[utoipa::path(
    tag = "handovers",
    params(("id" = Uuid, Path, description = "The hand-over")),
    responses((status = 200, body = HandoverOut, description = "The hand-over", example = json!(handover_example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "handover.not_found"]))),
)]
#[get("/handovers/{id}")]
pub(super) async fn get_handover(
    app: Data<App>,
    bound: Bound,
    id: PathId<HandoverId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let seen = find(tx, &bound, id.0).await?;
        Ok(handover_out(tx, &bound, &seen).await?)
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
