//! Who belongs to a grid.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::GridId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::grids;

use super::belonging::{Belonging, party_members};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Code, Problem};

/// A page of a grid's members.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GridMembersOut {
    /// The members, in the order of the roster.
    pub items: Vec<GridMemberOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A member of a grid.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GridMemberOut {
    /// The member.
    pub member_id: Uuid,
    /// The name.
    pub name: String,
    /// The branch.
    pub branch_id: Uuid,
    /// Its name.
    pub branch_name: String,
    /// The grid or micro-grid itself.
    pub grid_id: Uuid,
}

impl From<&Belonging> for GridMemberOut {
    fn from(one: &Belonging) -> Self {
        let standing = &one.member.standing;
        Self {
            member_id: one.member.id.0,
            name: one.member.name.clone(),
            branch_id: standing.branch.0,
            branch_name: standing.branch_name.clone(),
            grid_id: one.grid.0,
        }
    }
}

/// Lists who belongs to a grid today, its micro-grids included.
///
/// Members within the caller's reach: of a township's grid, a branch secretary sees the own
/// branch's. Reading it is written to the audit log.
#[utoipa::path(
    tag = "grids",
    params(("id" = Uuid, Path, description = "The grid"), PageQuery),
    responses((status = 200, body = GridMembersOut, description = "A page", example = json!({
        "items": [{ "memberId": "018e0f6a-0000-7000-8000-000000000004", "name": "蒋志嘉",
            "branchId": "018e0f6a-0000-7000-8000-000000000002", "branchName": "甲村党支部",
            "gridId": "018e0f6a-0000-7000-8000-000000000031" }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["grid.not_found", "list.bad_cursor"]))),
)]
#[get("/grids/{id}/members")]
pub(super) async fn list_grid_members(
    app: Data<App>,
    permit: Permit<rights::Read>,
    id: PathId<GridId>,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<(i64, Uuid)>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let grid = grids::find_open(tx, id.0).await?.ok_or(Code::GridNotFound)?;
        let reach = &permit.reach;
        // Within reach, or around something that is.
        if !reach.covers(&grid.path) && !reach.tops().iter().any(|top| grid.path.covers(top)) {
            return Err(Code::GridNotFound.into());
        }
        let mut found = party_members(tx, std::slice::from_ref(&grid), reach, permit.today()).await?;
        let mut members = found.remove(&grid.id).unwrap_or_default();
        members.retain(|one| {
            let position = (one.member.roster_order, one.member.id.0);
            reach.covers(&one.member.standing.branch_path) && after.is_none_or(|after| position > after)
        });
        Ok((members, grid.path))
    };
    let (members, path) = app.database.read(read).await?;
    permit.disclosed(&app, "grids.members", Some(("grid", id.0.0)), Some(path)).await?;
    let (members, next_cursor) = list.page.cut(members, |one| (one.member.roster_order, one.member.id.0))?;
    let items = members.iter().map(GridMemberOut::from).collect();
    Ok(HttpResponse::Ok().json(GridMembersOut { items, next_cursor }))
}
