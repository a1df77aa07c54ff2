//! Recording that a member away came back for the appraisal: S2-6, S2-11.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::appraisal::{Appraisal, State};
use xianfeng_domain::ids::{AppraisalId, MemberId, PersonId};
use xianfeng_infra::appraisal as rows;
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;

use super::wire::{AppraisalOut, appraisal_example, appraisal_out, wrong_state};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Problem};
use crate::http::wire::WireDay;
use crate::inbox::{self, tell_member};

/// Who came back, and when.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = AppraisalReturnIn)]
pub struct ReturnIn {
    /// A member of the appraisal who was away as it opened.
    pub member_id: Uuid,
    /// The day on which they were back; not in the future.
    pub on: WireDay,
}

impl Check for ReturnIn {}

/// Records that a member away came back for the appraisal.
///
/// Once, while it is open. Nobody records it of themselves.
#[utoipa::path(
    tag = "appraisals",
    params(("id" = Uuid, Path, description = "The appraisal")),
    request_body = ReturnIn,
    responses((status = 200, body = AppraisalOut, description = "The appraisal", example = json!(appraisal_example()))),
    extensions(("x-error-codes" = json!([
        "appraisal.not_found", "appraisal.wrong_state", "appraisal.not_away", "appraisal.oneself", "auth.forbidden"
    ]))),
)]
#[post("/appraisals/{id}/returns")]
pub(super) async fn record_appraisal_return(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<AppraisalId>,
    body: JsonBody<ReturnIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "appraisals.return", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let round = record_return(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        Ok(Done::ok(appraisal_out(tx, &round).await?).within(&round.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the round, the day or the member refuses.
pub async fn record_return(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: AppraisalId,
    new: &ReturnIn,
) -> Result<Appraisal, Failure> {
    let round = rows::find(tx, reach, id).await?.ok_or(Code::AppraisalNotFound)?;
    let (member, on) = (MemberId(new.member_id), new.on.0);
    if on > act.today() {
        return Err(Failure::field("/on", FaultCode::InTheFuture));
    }
    if members::is_person(tx, member, by).await? {
        return Err(Code::AppraisalOneself.into());
    }
    if !rows::take_turn(tx, id).await? {
        return Err(wrong_state(&round));
    }
    let participants = rows::participants(tx, id).await?;
    let since = participants.iter().find(|one| one.member == member).and_then(|one| one.away_since);
    if since.is_some_and(|since| on < since) {
        return Err(Failure::field("/on", FaultCode::OutOfRange));
    }
    if !rows::record_return(tx, id, member, on, act.caller.account).await? {
        return Err(Code::AppraisalNotAway.into());
    }
    let (year, day) = (round.year.to_string(), on.to_string());
    let params = [("year", year.as_str()), ("on", day.as_str())];
    let subject = Some(("appraisal", id.0));
    tell_member(tx, member, inbox::Kind::AppraisalReturned, subject, &params, act.now).await?;
    act.audit(tx, "appraisals.return", ("appraisal", id.0), &round.path).await?;
    Ok(Appraisal { state: State::Open, ..round })
}
