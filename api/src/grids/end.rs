//! The end of a leadership: decided, by the term, or with the membership (S3-4).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::grids::{Capacity, Leadership, LeadershipState};
use xianfeng_domain::ids::{LeadershipId, PersonId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::{Day, day_of};
use xianfeng_infra::db::Tx;
use xianfeng_infra::grids;

use super::leadership_wire::{LeadershipOut, leadership_example, leadership_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::{Kind, tell};

/// What stands as the reason when the term ends it.
pub(super) const TERM_OVER: &str = "任期届满";

/// How many end in one step of the worker.
const AT_ONCE: u64 = 50;

/// When and why it ends.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndLeaderIn {
    /// The first day without it, today or earlier.
    pub on: WireDay,
    /// Why, 1 to 500 characters.
    #[schema(example = "迁往县城，不再担任")]
    pub reason: String,
}

impl Check for EndLeaderIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Ends a leadership of a grid, or decides against a recommendation.
///
/// The grid has no leader then, and who led it reaches it no more at once. Nobody ends their own.
#[utoipa::path(
    tag = "grids",
    params(("id" = Uuid, Path, description = "The leadership")),
    request_body = EndLeaderIn,
    responses((status = 200, body = LeadershipOut, description = "The leadership now",
        example = json!(leadership_example()))),
    extensions(("x-error-codes" = json!(["grid_leader.not_found", "grid_leader.own", "grid_leader.ended"]))),
)]
#[post("/grid-leaders/{id}/end")]
pub(super) async fn end_grid_leader(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<LeadershipId>,
    body: JsonBody<EndLeaderIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "grids.end_leader", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let one = end(tx, &permit, permit.person, &permit.reach, id.0, body.on.0, body.reason.trim()).await?;
        Ok(Done::ok(leadership_out(tx, &one, permit.today()).await?).within(&one.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case; `on` is the first day without the leader.
///
/// # Errors
/// What the leadership or the day refuse.
pub async fn end(
    tx: &Tx,
    act: &Act,
    by: PersonId,
    reach: &Reach,
    id: LeadershipId,
    on: Day,
    reason: &str,
) -> Result<Leadership, Failure> {
    let one = grids::leadership(tx, reach, id).await?.ok_or(Code::GridLeaderNotFound)?;
    one.end(by, on, act.today())?;
    close(tx, act, &one, on, reason).await?;
    Ok(Leadership { state: LeadershipState::Ended, ended_on: Some(on), end_reason: Some(reason.to_owned()), ..one })
}

/// Writes the end, and tells who it was.
///
/// # Errors
/// The store's fault.
pub(super) async fn close(tx: &Tx, act: &Act, one: &Leadership, on: Day, reason: &str) -> Result<(), Failure> {
    grids::end_leadership(tx, one, on, reason, act.caller.account).await?;
    if one.state == LeadershipState::Confirmed {
        // Somebody else may stand there from before leaderships were kept: they stay.
        let _: bool = grids::set_leader(tx, one.grid, Some(one.person), None, None).await?;
    }
    act.audit(tx, "grids.end_leader", ("leadership", one.id.0), &one.path).await?;
    let confirmed = one.state == LeadershipState::Confirmed;
    let kind = if confirmed { Kind::GridLeaderEnded } else { Kind::GridLeaderNotConfirmed };
    let grid = grids::find_open(tx, one.grid).await?.ok_or(Code::GridNotFound)?;
    let subject = Some(("leadership", one.id.0));
    tell(tx, one.person, kind, subject, &[("grid", &grid.name)], act.now).await
}

/// The use case: ends what a person leads, or is recommended for, when the membership ends; with a
/// `branch` that the member moves to, only what they led as a member elsewhere.
///
/// # Errors
/// The store's fault.
pub async fn end_leaderships(
    tx: &Tx,
    act: &Act,
    person: PersonId,
    branch: Option<&OrganizationPath>,
    on: Day,
    reason: &str,
) -> Result<(), Failure> {
    for one in grids::live_leaderships(tx, person).await? {
        if branch.is_some_and(|branch| one.capacity != Capacity::Member || one.path.covers(branch)) {
            continue;
        }
        // Not before it began: then it never was.
        let begins = one.confirmation.as_ref().map_or(one.recommendation.on, |term| term.from);
        close(tx, act, &one, on.max(begins), reason).await?;
    }
    Ok(())
}

/// Writes down the end of terms that are over; the leaders have reached nothing since. Answers how many.
///
/// # Errors
/// The store's fault.
pub async fn end_terms(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let act = Act::of_machine(now);
    let work = async |tx: &Tx| -> Result<usize, Failure> {
        let over = grids::ending(tx, day_of(now), AT_ONCE).await?;
        for one in &over {
            let on = one.confirmation.as_ref().map_or(day_of(now), |term| term.until);
            close(tx, &act, one, on, TERM_OVER).await?;
        }
        Ok(over.len())
    };
    app.database.transact("grids.end_terms", work).await
}
