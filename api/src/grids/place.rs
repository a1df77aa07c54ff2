//! Placing members in a grid, by the household's place.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::grids::Grid;
use xianfeng_domain::ids::{GridId, MemberId};
use xianfeng_domain::time::Day;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{grids, members};

use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;

/// Who belongs to the grid from a day on.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlaceIn {
    /// The members, 1 to 200.
    pub member_ids: Vec<Uuid>,
    /// The first day, today or earlier; what a member belonged to before ends there.
    pub from: WireDay,
}

impl Check for PlaceIn {
    fn check(&self, faults: &mut Faults) {
        faults.count("/memberIds", self.member_ids.len(), 1..=200);
        let mut ids = self.member_ids.clone();
        ids.sort_unstable();
        ids.dedup();
        if ids.len() != self.member_ids.len() {
            faults.add("/memberIds", FaultCode::Duplicate);
        }
        if self.from.0.year() < 1921 {
            faults.add("/from", FaultCode::OutOfRange);
        }
    }
}

/// What became of it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlacedOut {
    /// How many were placed now.
    pub placed: usize,
    /// How many belonged to the grid already.
    pub unchanged: usize,
}

/// Places members in a grid from a day on.
///
/// All of them or none. Members of the branches that lie under the grid's organization; branch and
/// category stay as they are (S1-1).
#[utoipa::path(
    tag = "grids",
    params(("id" = Uuid, Path, description = "The grid")),
    request_body = PlaceIn,
    responses((status = 200, body = PlacedOut, description = "Placed",
        example = json!({ "placed": 18, "unchanged": 1 }))),
    extensions(("x-error-codes" = json!(["grid.not_found", "member.not_found", "grid.move_invalid"]))),
)]
#[post("/grids/{id}/members")]
pub(super) async fn place_grid_members(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<GridId>,
    body: JsonBody<PlaceIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "grids.place", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let grid = grids::find(tx, &permit.reach, id.0).await?.ok_or(Code::GridNotFound)?;
        if body.from.0 > permit.today() {
            return Err(Failure::field("/from", FaultCode::InTheFuture));
        }
        let ids: Vec<MemberId> = body.member_ids.iter().copied().map(MemberId).collect();
        let placed = place(tx, &permit, &grid, &ids, body.from.0).await?;
        Ok(Done::ok(PlacedOut { placed, unchanged: ids.len() - placed }).within(&grid.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case; answers how many were placed now.
///
/// # Errors
/// `member.not_found` for who does not belong under the grid's organization, `grid.move_invalid` for
/// who was placed elsewhere on that day or later.
pub async fn place(tx: &Tx, act: &Act, grid: &Grid, ids: &[MemberId], from: Day) -> Result<usize, Failure> {
    let standing = members::by_ids(tx, ids.iter().copied(), act.today()).await?;
    // In id order, so that two of them at once never wait for each other.
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    let mut placed = 0;
    for id in ids {
        let member = standing.get(&id).filter(|member| member.left_on.is_none());
        let member = member.filter(|member| grid.path.covers(&member.standing.branch_path));
        let member = member.ok_or(Code::MemberNotFound)?;
        let before = grids::present(tx, id).await?;
        match before {
            Some((present, _)) if present == grid.id => continue,
            Some((_, since)) if since >= from => return Err(Code::GridMoveInvalid.into()),
            _ => {}
        }
        grids::place(tx, id, before, grid.id, from, act.caller.account, act.now).await?;
        act.audit(tx, "grids.place", ("member", id.0), &member.standing.branch_path).await?;
        placed += 1;
    }
    Ok(placed)
}
