//! Keeping a grid and its card up to date.

use std::iter;

use actix_web::web::Data;
use actix_web::{HttpResponse, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::{GridId, PersonId};
use xianfeng_domain::moderation::Subject;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::grids;

use super::create::{check_leader, check_name, name_taken};
use super::wire::{CardIn, GridOut, grid_example, grid_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, IfMatch, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// What may change. Where a grid lies is what memberships rest on: it stays.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EditGridIn {
    /// 1 to 100 characters, its own in the organization.
    pub name: String,
    /// Its place among its siblings, 0 to 1,000,000.
    pub position: i64,
    /// Who leads it; nobody where absent. A leader who was confirmed stays, whether sent or not.
    pub leader_person_id: Option<Uuid>,
    /// Who recommended and who confirmed the leader, at most 500 characters.
    pub leader_basis: Option<String>,
    /// What its card says.
    pub card: CardIn,
}

impl EditGridIn {
    /// What others will read of it.
    pub(super) fn shown(&self) -> impl Iterator<Item = &str> {
        iter::once(self.name.as_str()).chain(self.leader_basis.as_deref()).chain(self.card.shown())
    }
}

impl Check for EditGridIn {
    fn check(&self, faults: &mut Faults) {
        check_name(faults, &self.name, self.position, self.leader_basis.as_deref());
        faults.nested("/card", &self.card);
    }
}

/// Changes a grid and what its card says.
///
/// Everything is written as sent; the card tells the day of the change (S1-3).
#[utoipa::path(
    tag = "grids",
    params(("id" = Uuid, Path, description = "The grid")),
    request_body = EditGridIn,
    responses((status = 200, body = GridOut, description = "The grid now", example = json!(grid_example()))),
    extensions(("x-error-codes" = json!([
        "grid.not_found", "grid.name_taken", "person.not_found", "grid_leader.confirmed", "version.stale",
        "moderation.waiting", "moderation.author_away", "moderation.refused"
    ]))),
)]
#[put("/grids/{id}")]
pub(super) async fn edit_grid(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<GridId>,
    version: IfMatch,
    body: JsonBody<EditGridIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "grids.edit", &key, id.0, &body.0)?.shows(
        Subject::Grid,
        &permit.reach,
        body.shown(),
    );
    let work = async |tx: &Tx| {
        let mut grid = grids::find(tx, &permit.reach, id.0).await?.ok_or(Code::GridNotFound)?;
        version.check(grid.version)?;
        if !grids::has_history(tx, grid.id).await? {
            // A card from before cards were kept.
            grids::keep_card(tx, &grid, None, permit.now).await?;
        }
        let mut leader = body.leader_person_id.map(PersonId);
        let mut basis = body.leader_basis.as_ref().map(|basis| basis.trim().to_owned());
        if let Some(confirmed) = grids::confirmed(tx, grid.id).await? {
            if leader.is_some_and(|leader| leader != confirmed.person) {
                return Err(Code::GridLeaderConfirmed.into());
            }
            (leader, basis) = (grid.leader, grid.leader_basis);
        } else if leader != grid.leader {
            check_leader(tx, &app.vault, &permit.reach, leader, &grid.path, permit.today()).await?;
        }
        grid.name = body.name.trim().to_owned();
        grid.position = body.position;
        grid.leader = leader;
        grid.leader_basis = basis;
        grid.card = (&body.card).into();
        grid.updated_on = permit.today();
        if !grids::update(tx, &grid, grid.version).await.map_err(name_taken)? {
            return Err(StoreError::Race("a grid").into());
        }
        grid.version += 1;
        grids::keep_card(tx, &grid, Some(permit.caller.account), permit.now).await?;
        permit.audit(tx, "grids.edit", ("grid", grid.id.0), &grid.path).await?;
        let out = grid_out(tx, &grid, &permit.reach, permit.today()).await?;
        Ok(Done::ok(out).within(&grid.path))
    };
    Ok(command.run(work).await?.into())
}
