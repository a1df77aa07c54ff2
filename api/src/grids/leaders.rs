//! Who led a grid, and who is recommended to.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{GridId, LeadershipId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::grids;

use super::leadership_wire::{LeadershipOut, leadership_example, leaderships_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Code, Problem};
use crate::organizations::find_visible;

/// A page of leaderships.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LeadershipsOut {
    /// The leaderships.
    pub items: Vec<LeadershipOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists who led a grid, the newest first.
///
/// For everybody who sees the grid. Recommendations that were not confirmed, the votes and why a
/// leadership ended are shown within the caller's reach alone.
#[utoipa::path(
    tag = "grids",
    params(("id" = Uuid, Path, description = "The grid"), PageQuery),
    responses((status = 200, body = LeadershipsOut, description = "A page",
        example = json!({ "items": [leadership_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["grid.not_found", "list.bad_cursor"]))),
)]
#[get("/grids/{id}/leaders")]
pub(super) async fn list_grid_leaders(
    app: Data<App>,
    bound: Bound,
    id: PathId<GridId>,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(LeadershipId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let grid = grids::find_open(tx, id.0).await?.ok_or(Code::GridNotFound)?;
        find_visible(tx, &bound.caller, grid.organization).await?.ok_or(Code::GridNotFound)?;
        let within = bound.caller.reach(Right::Read).covers(&grid.path);
        let found = grids::leaders(tx, grid.id, !within, before, u64::from(list.page.limit) + 1).await?;
        leaderships_out(tx, &found, within, bound.today()).await
    };
    let found = app.database.read(read).await?;
    let (items, next_cursor) = list.page.cut(found, |one| one.id)?;
    Ok(HttpResponse::Ok().json(LeadershipsOut { items, next_cursor }))
}
