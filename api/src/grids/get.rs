//! One grid.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::GridId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::grids;

use super::wire::{GridOut, grid_example, grid_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};
use crate::organizations::find_visible;

/// One grid with its card.
///
/// For everybody who sees its organization.
#[utoipa::path(
    tag = "grids",
    params(("id" = Uuid, Path, description = "The grid")),
    responses((status = 200, body = GridOut, description = "The grid", example = json!(grid_example()))),
    extensions(("x-error-codes" = json!(["grid.not_found"]))),
)]
#[get("/grids/{id}")]
pub(super) async fn get_grid(app: Data<App>, bound: Bound, id: PathId<GridId>) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let grid = grids::find_open(tx, id.0).await?.ok_or(Code::GridNotFound)?;
        find_visible(tx, &bound.caller, grid.organization).await?.ok_or(Code::GridNotFound)?;
        grid_out(tx, &grid, &bound.caller.reach(Right::Read), bound.today()).await
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
