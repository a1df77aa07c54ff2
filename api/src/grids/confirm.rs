//! The branch confirms who leads a grid (S3-4).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::grids::{Confirmation, Leadership, LeadershipState};
use xianfeng_domain::ids::{LeadershipId, PersonId};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::grids;

use super::end::close;
use super::leadership_wire::{LeadershipOut, leadership_example, leadership_out};
use super::recommend::check_capacity;
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::{Kind, tell};

/// What the branch decided.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConfirmLeaderIn {
    /// The meeting that decided, 1 to 200 characters.
    #[schema(example = "2024年2月支部大会")]
    pub meeting: String,
    /// The first day of the term: today or earlier, not before the recommendation.
    pub from: WireDay,
    /// The first day after the term: after today, at most ten years on.
    pub until: WireDay,
    /// May the leader check posts of the grid off? No where absent.
    #[serde(default)]
    pub checks_posts: bool,
}

impl Check for ConfirmLeaderIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/meeting", &self.meeting, 1..=200);
    }
}

/// Confirms who was recommended to lead a grid, for a term.
///
/// Nobody confirms themselves. A grid has one leader: the one before ends first, or by the term.
#[utoipa::path(
    tag = "grids",
    params(("id" = Uuid, Path, description = "The recommendation")),
    request_body = ConfirmLeaderIn,
    responses((status = 200, body = LeadershipOut, description = "The leadership now",
        example = json!(leadership_example()))),
    extensions(("x-error-codes" = json!([
        "grid_leader.not_found", "grid_leader.own", "grid_leader.decided", "grid_leader.taken", "grid_leader.no_member"
    ]))),
)]
#[post("/grid-leaders/{id}/confirm")]
pub(super) async fn confirm_grid_leader(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<LeadershipId>,
    body: JsonBody<ConfirmLeaderIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "grids.confirm_leader", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let one = confirm(tx, &permit, permit.person, &permit.reach, id.0, &body.0).await?;
        Ok(Done::ok(leadership_out(tx, &one, permit.today()).await?).within(&one.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the recommendation, the term or the grid's present leader refuse.
pub async fn confirm(
    tx: &Tx,
    act: &Act,
    by: PersonId,
    reach: &Reach,
    id: LeadershipId,
    decided: &ConfirmLeaderIn,
) -> Result<Leadership, Failure> {
    let one = grids::leadership(tx, reach, id).await?.ok_or(Code::GridLeaderNotFound)?;
    one.confirm(by, decided.from.0, decided.until.0, act.today())?;
    let grid = grids::find(tx, reach, one.grid).await?.ok_or(Code::GridNotFound)?;
    check_capacity(tx, &grid, one.person, one.capacity, act.today()).await?;
    let before = grids::confirmed(tx, one.grid).await?.filter(|before| !before.leads_on(act.today()));
    if let Some(over) = before {
        // The term is over and the worker has not come by yet.
        let on = over.confirmation.as_ref().map_or(act.today(), |term| term.until);
        close(tx, act, &over, on, super::end::TERM_OVER).await?;
    }
    let term = Confirmation {
        meeting: decided.meeting.trim().to_owned(),
        from: decided.from.0,
        until: decided.until.0,
        checks_posts: decided.checks_posts,
    };
    grids::confirm(tx, &one, &term, act.caller.account).await.map_err(|error| match error {
        StoreError::Duplicate => Failure::from(Code::GridLeaderTaken),
        error => error.into(),
    })?;
    let basis = format!("{}推荐，{}确认", one.recommendation.how, term.meeting);
    if !grids::set_leader(tx, one.grid, None, Some(one.person), Some(&basis)).await? {
        return Err(StoreError::Race("a grid's leader").into());
    }
    act.audit(tx, "grids.confirm_leader", ("leadership", one.id.0), &one.path).await?;
    let (from, until) = (term.from.to_string(), term.until.to_string());
    let params = [("grid", grid.name.as_str()), ("from", &from), ("until", &until)];
    tell(tx, one.person, Kind::GridLeaderConfirmed, Some(("leadership", one.id.0)), &params, act.now).await?;
    Ok(Leadership { state: LeadershipState::Confirmed, confirmation: Some(term), ..one })
}
