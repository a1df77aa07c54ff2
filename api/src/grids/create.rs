//! Making a grid or micro-grid.

use std::iter;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::grids::{Grid, GridKind};
use xianfeng_domain::ids::{GridId, OrganizationId, PersonId};
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::organizations::{Organization, OrganizationKind, OrganizationPath};
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{grids, organizations};

use super::wire::{CardIn, GridOut, grid_example, grid_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::members::reachable;

/// A new grid.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewGridIn {
    /// Where it lies: a township, a general branch or a branch.
    pub organization_id: Uuid,
    /// Makes it a micro-grid of this grid.
    pub parent_id: Option<Uuid>,
    /// 1 to 100 characters, its own in the organization.
    #[schema(example = "第一网格")]
    pub name: String,
    /// Its place among its siblings, 0 to 1,000,000.
    #[serde(default)]
    pub position: i64,
    /// Who leads it already, by `leaderBasis`: a member, or a person who is none. It lets nobody see
    /// the grid's members: for that somebody is recommended and confirmed.
    pub leader_person_id: Option<Uuid>,
    /// Who recommended and who confirmed the leader, at most 500 characters (S3-4).
    pub leader_basis: Option<String>,
    /// What its card says.
    #[serde(default)]
    pub card: CardIn,
}

impl NewGridIn {
    /// What others will read of it.
    pub(super) fn shown(&self) -> impl Iterator<Item = &str> {
        iter::once(self.name.as_str()).chain(self.leader_basis.as_deref()).chain(self.card.shown())
    }
}

impl Check for NewGridIn {
    fn check(&self, faults: &mut Faults) {
        check_name(faults, &self.name, self.position, self.leader_basis.as_deref());
        faults.nested("/card", &self.card);
    }
}

/// Checks what a grid is called.
pub(super) fn check_name(faults: &mut Faults, name: &str, position: i64, basis: Option<&str>) {
    faults.text("/name", name, 1..=100);
    faults.range("/position", position, 0..=1_000_000);
    if let Some(basis) = basis {
        faults.text("/leaderBasis", basis, 1..=500);
    }
}

/// Makes a grid, or a micro-grid where `parentId` names a grid.
///
/// Grids lie beside the branches of an organization: a member belongs to a branch and, by the
/// household's place, to a grid.
#[utoipa::path(
    tag = "grids",
    request_body = NewGridIn,
    responses((status = 201, body = GridOut, description = "The grid", example = json!(grid_example()))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "grid.not_found", "grid.parent_invalid", "grid.name_taken", "person.not_found",
        "moderation.waiting", "moderation.author_away", "moderation.refused"
    ]))),
)]
#[post("/grids")]
pub(super) async fn create_grid(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    body: JsonBody<NewGridIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "grids.create", &key, "", &body.0)?.shows(
        Subject::Grid,
        &permit.reach,
        body.shown(),
    );
    let work = async |tx: &Tx| {
        let grid = create(tx, &permit, &app.vault, &permit.reach, &body.0).await?;
        let out = grid_out(tx, &grid, &permit.reach, permit.today()).await?;
        Ok(Done::created(out).within(&grid.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What organization, parent, name or leader refuse.
pub async fn create(tx: &Tx, act: &Act, vault: &Vault, reach: &Reach, new: &NewGridIn) -> Result<Grid, Failure> {
    let organization = organizations::find(tx, reach, OrganizationId(new.organization_id)).await?;
    let organization = organization.ok_or(Code::OrganizationNotFound)?;
    if organization.kind == OrganizationKind::Upper {
        return Err(Failure::field("/organizationId", FaultCode::Invalid));
    }
    let (kind, parent) = kind(tx, reach, &organization, new.parent_id.map(GridId)).await?;
    let leader = new.leader_person_id.map(PersonId);
    check_leader(tx, vault, reach, leader, &organization.path, act.today()).await?;
    let grid = Grid {
        id: GridId(Uuid::now_v7()),
        organization: organization.id,
        path: organization.path,
        parent,
        kind,
        name: new.name.trim().to_owned(),
        position: new.position,
        leader,
        leader_basis: new.leader_basis.as_ref().map(|basis| basis.trim().to_owned()),
        card: (&new.card).into(),
        updated_on: act.today(),
        version: 1,
    };
    grids::insert(tx, &grid, act.now).await.map_err(name_taken)?;
    grids::keep_card(tx, &grid, Some(act.caller.account), act.now).await?;
    act.audit(tx, "grids.create", ("grid", grid.id.0), &grid.path).await?;
    Ok(grid)
}

/// What a grid under that parent is (S3-4).
async fn kind(
    tx: &Tx,
    reach: &Reach,
    organization: &Organization,
    parent: Option<GridId>,
) -> Result<(GridKind, Option<GridId>), Failure> {
    let Some(id) = parent else { return Ok((GridKind::Grid, None)) };
    let parent = grids::find(tx, reach, id).await?.ok_or(Code::GridNotFound)?;
    if parent.organization != organization.id || !GridKind::MicroGrid.fits_under(Some(parent.kind)) {
        return Err(Code::GridParentInvalid.into());
    }
    Ok((GridKind::MicroGrid, Some(id)))
}

/// The leader is somebody within reach, of the grid's township.
pub(super) async fn check_leader(
    tx: &Tx,
    vault: &Vault,
    reach: &Reach,
    leader: Option<PersonId>,
    path: &OrganizationPath,
    today: Day,
) -> Result<(), Failure> {
    let Some(leader) = leader else { return Ok(()) };
    let (person, _) = reachable(tx, vault, reach, leader, today).await?;
    let township = organizations::township(tx, path).await?;
    if township.is_some_and(|township| township.id == person.township) {
        return Ok(());
    }
    Err(Code::PersonNotFound.into())
}

/// The unique key tells that the name is taken.
pub(super) fn name_taken(error: StoreError) -> Failure {
    match error {
        StoreError::Duplicate => Code::GridNameTaken.into(),
        error => error.into(),
    }
}
