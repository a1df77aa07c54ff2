//! The villagers recommend who leads a grid (S3-4).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::grids::{Capacity, Grid, Leadership, LeadershipState, Recommendation};
use xianfeng_domain::ids::{GridId, LeadershipId, PersonId};
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{grids, members};

use super::create::check_leader;
use super::leadership_wire::{LeadershipOut, leadership_example, leadership_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::{Kind, tell};

/// Whom the villagers recommend, and how they did.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecommendIn {
    /// The person: a member, or somebody of the township who is none.
    pub person_id: Uuid,
    /// `member`, `villagers_representative`, `first_secretary` or `work_team`.
    #[schema(example = "villagers_representative")]
    pub capacity: String,
    /// The meeting or the way, 1 to 200 characters.
    #[schema(example = "户代表会议")]
    pub how: String,
    /// The day of it, today or earlier.
    pub on: WireDay,
    /// How many were for it, where counted; not more than voted.
    pub votes_for: Option<u32>,
    /// How many voted, where counted; at most 10,000,000.
    pub votes_cast: Option<u32>,
}

impl Check for RecommendIn {
    fn check(&self, faults: &mut Faults) {
        if Capacity::from_code(&self.capacity).is_none() {
            faults.add_limit("/capacity", FaultCode::NotOneOf, Capacity::ALL.map(Capacity::code).join(", "));
        }
        faults.text("/how", &self.how, 1..=200);
        if self.on.0.year() < 1921 {
            faults.add("/on", FaultCode::OutOfRange);
        }
        faults.range("/votesCast", self.votes_cast.unwrap_or_default(), 0..=10_000_000);
        faults.range("/votesFor", self.votes_for.unwrap_or_default(), 0..=self.votes_cast.unwrap_or(10_000_000));
    }
}

/// Records whom the villagers recommend to lead a grid.
///
/// The branch confirms it, or ends it. Who leads need not be a member: a villagers' representative,
/// the first secretary and the work team may, too (S3-7).
#[utoipa::path(
    tag = "grids",
    params(("id" = Uuid, Path, description = "The grid")),
    request_body = RecommendIn,
    responses((status = 201, body = LeadershipOut, description = "The recommendation",
        example = json!(leadership_example()))),
    extensions(("x-error-codes" = json!([
        "grid.not_found", "person.not_found", "grid_leader.no_member", "grid_leader.already_recommended"
    ]))),
)]
#[post("/grids/{id}/leaders")]
pub(super) async fn recommend_grid_leader(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<GridId>,
    body: JsonBody<RecommendIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "grids.recommend", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let one = recommend(tx, &permit, &app.vault, &permit.reach, id.0, &body.0).await?;
        Ok(Done::created(leadership_out(tx, &one, permit.today()).await?).within(&one.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What grid or person refuse.
pub async fn recommend(
    tx: &Tx,
    act: &Act,
    vault: &Vault,
    reach: &Reach,
    id: GridId,
    new: &RecommendIn,
) -> Result<Leadership, Failure> {
    let grid = grids::find(tx, reach, id).await?.ok_or(Code::GridNotFound)?;
    let person = PersonId(new.person_id);
    let capacity = Capacity::from_code(&new.capacity).ok_or(Code::RequestInvalid)?;
    check_leader(tx, vault, reach, Some(person), &grid.path, act.today()).await?;
    check_capacity(tx, &grid, person, capacity, act.today()).await?;
    if new.on.0 > act.today() {
        return Err(Failure::field("/on", FaultCode::InTheFuture));
    }
    let one = Leadership {
        id: LeadershipId(Uuid::now_v7()),
        grid: grid.id,
        path: grid.path,
        person,
        capacity,
        state: LeadershipState::Recommended,
        recommendation: Recommendation {
            how: new.how.trim().to_owned(),
            on: new.on.0,
            votes_for: new.votes_for,
            votes_cast: new.votes_cast,
        },
        confirmation: None,
        ended_on: None,
        end_reason: None,
    };
    grids::recommend(tx, &one, act.caller.account, act.now).await.map_err(|error| match error {
        StoreError::Duplicate => Failure::from(Code::GridLeaderAlreadyRecommended),
        error => error.into(),
    })?;
    act.audit(tx, "grids.recommend", ("leadership", one.id.0), &one.path).await?;
    let subject = Some(("leadership", one.id.0));
    tell(tx, person, Kind::GridLeaderRecommended, subject, &[("grid", &grid.name)], act.now).await?;
    Ok(one)
}

/// Who leads as a member is one, of a branch under the grid's organization.
pub(super) async fn check_capacity(
    tx: &Tx,
    grid: &Grid,
    person: PersonId,
    capacity: Capacity,
    today: Day,
) -> Result<(), Failure> {
    if capacity != Capacity::Member {
        return Ok(());
    }
    let member = members::of_person(tx, person, today).await?.filter(|member| member.left_on.is_none());
    if member.is_some_and(|member| grid.path.covers(&member.standing.branch_path)) {
        return Ok(());
    }
    Err(Code::GridLeaderNoMember.into())
}
