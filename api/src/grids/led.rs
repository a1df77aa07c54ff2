//! What a leader of a grid sees of it (S3-4): reach comes from the leadership itself, today's, and
//! holds the grid with its micro-grids. Whatever lies outside is not found.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::grids::{Grid, Leadership};
use xianfeng_domain::ids::{GridId, PersonId};
use xianfeng_domain::time::Day;
use xianfeng_infra::db::Tx;
use xianfeng_infra::grids;

use super::belonging::party_members;
use super::leadership_wire::{LeadershipOut, leadership_example, leaderships_out};
use super::members::{GridMemberOut, GridMembersOut};
use super::wire::{GridOut, grid_example, grids_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Code, Problem};

/// The grids that the caller leads.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyGridsOut {
    /// The grids; nobody leads more than fit on one page.
    pub items: Vec<MyGridOut>,
    /// Always absent.
    pub next_cursor: Option<String>,
}

/// A grid that the caller leads.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyGridOut {
    /// The grid with its card.
    pub grid: GridOut,
    /// Its micro-grids, which the leader reaches, too.
    pub parts: Vec<GridOut>,
    /// What makes the caller its leader.
    pub leadership: LeadershipOut,
}

/// A grid that somebody leads, itself or through the grid that it is a part of.
pub(crate) struct Led {
    /// The grid asked for.
    pub(crate) grid: Grid,
    /// The leadership that reaches it.
    pub(crate) leadership: Leadership,
}

/// The grid, if the person leads it today, or the grid that it is a part of.
///
/// # Errors
/// `grid.not_found` for everybody else.
pub(crate) async fn led(tx: &Tx, person: PersonId, id: GridId, today: Day) -> Result<Led, Failure> {
    let grid = grids::find_open(tx, id).await?.ok_or(Code::GridNotFound)?;
    let own = grids::led_by(tx, person, today).await?;
    let reaches = |led: &Grid| led.id == grid.id || Some(led.id) == grid.parent;
    let found = own.into_iter().find(|(_, led)| reaches(led)).ok_or(Code::GridNotFound)?;
    Ok(Led { grid, leadership: found.0 })
}

impl Led {
    /// The grid and its micro-grids.
    ///
    /// # Errors
    /// The store's fault.
    pub(crate) async fn ids(&self, tx: &Tx) -> Result<Vec<GridId>, Failure> {
        let parts = grids::parts_of(tx, &[self.grid.id]).await?;
        Ok(std::iter::once(self.grid.id).chain(parts.into_iter().map(|part| part.id)).collect())
    }
}

/// Lists the grids that the caller leads today.
///
/// Empty for who leads none. A leadership that was ended, or whose term is over, is not listed.
#[utoipa::path(
    tag = "grids",
    responses((status = 200, body = MyGridsOut, description = "The grids", example = json!({
        "items": [{ "grid": grid_example(), "parts": [], "leadership": leadership_example() }], "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["auth.not_bound"]))),
)]
#[get("/me/grids")]
pub(super) async fn list_my_grids(app: Data<App>, bound: Bound) -> Result<HttpResponse, Problem> {
    let (today, reach) = (bound.today(), bound.caller.reach(Right::Read));
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (leaderships, own): (Vec<_>, Vec<_>) = grids::led_by(tx, bound.person, today).await?.into_iter().unzip();
        let ids: Vec<GridId> = own.iter().map(|grid| grid.id).collect();
        let parts = grids::parts_of(tx, &ids).await?;
        let mut parts = grids_out(tx, &parts, &reach, today).await?;
        let shown = grids_out(tx, &own, &reach, today).await?;
        let leaderships = leaderships_out(tx, &leaderships, true, today).await?;
        let items = shown.into_iter().zip(leaderships).map(|(grid, leadership)| {
            let own = parts.extract_if(.., |part| part.parent_id == Some(grid.id)).collect();
            MyGridOut { grid, parts: own, leadership }
        });
        Ok(items.collect())
    };
    let items = app.database.read(read).await?;
    Ok(HttpResponse::Ok().json(MyGridsOut { items, next_cursor: None }))
}

/// Lists who belongs to a grid that the caller leads, its micro-grids included.
///
/// Names and branches, no phone numbers; what is sensitive only within the caller's own reach.
/// Reading it is written to the audit log.
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
#[get("/me/grids/{id}/members")]
pub(super) async fn list_my_grid_members(
    app: Data<App>,
    bound: Bound,
    id: PathId<GridId>,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<(i64, Uuid)>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let Led { grid, .. } = led(tx, bound.person, id.0, bound.today()).await?;
        let reach = bound.caller.reach(Right::Read);
        let mut found = party_members(tx, std::slice::from_ref(&grid), &reach, bound.today()).await?;
        let mut members = found.remove(&grid.id).unwrap_or_default();
        members.retain(|one| after.is_none_or(|after| (one.member.roster_order, one.member.id.0) > after));
        Ok((members, grid.path))
    };
    let (members, path) = app.database.read(read).await?;
    bound.disclosed(&app, "grids.members", Some(("grid", id.0.0)), Some(path)).await?;
    let (members, next_cursor) = list.page.cut(members, |one| (one.member.roster_order, one.member.id.0))?;
    let items = members.iter().map(GridMemberOut::from).collect();
    Ok(HttpResponse::Ok().json(GridMembersOut { items, next_cursor }))
}
