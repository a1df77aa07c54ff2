//! Grids with their cards.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{GridId, OrganizationId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::grids;

use super::wire::{GridOut, grid_example, grids_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{Cursor, ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};
use crate::organizations::visible;

/// Which grids.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GridQuery {
    /// Of this organization and what lies below.
    organization_id: Uuid,
}

impl Check for GridQuery {}

/// A page of grids.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GridsOut {
    /// The grids and micro-grids.
    pub items: Vec<GridOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the grids of an organization and of what lies below it, by position.
///
/// For everybody who sees the organizations.
#[utoipa::path(
    tag = "grids",
    params(PageQuery, GridQuery),
    responses((status = 200, body = GridsOut, description = "A page",
        example = json!({ "items": [grid_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "list.bad_cursor"]))),
)]
#[get("/grids")]
pub(super) async fn list_grids(
    app: Data<App>,
    bound: Bound,
    list: ListParams<GridQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<(i64, Uuid)>()?.map(|(position, id)| (position, GridId(id)));
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let seen = visible(tx, &bound.caller).await?;
        let asked = OrganizationId(list.filter.organization_id);
        let top = seen.iter().find(|organization| organization.id == asked).ok_or(Code::OrganizationNotFound)?;
        let below = seen.iter().filter(|organization| top.path.covers(&organization.path));
        let ids: Vec<OrganizationId> = below.map(|organization| organization.id).collect();
        let mut found = grids::page(tx, &ids, after, u64::from(list.page.limit) + 1).await?;
        let limit = usize::try_from(list.page.limit).unwrap_or(usize::MAX);
        let more = found.len() > limit;
        found.truncate(limit);
        let last = found.last().filter(|_| more).map(|grid| (grid.position, grid.id.0));
        let items = grids_out(tx, &found, &bound.caller.reach(Right::Read), bound.today()).await?;
        Ok((items, last))
    };
    let (items, last) = app.database.read(read).await?;
    let next_cursor = last.map(|last| Cursor::encode(&last)).transpose()?;
    Ok(HttpResponse::Ok().json(GridsOut { items, next_cursor }))
}
