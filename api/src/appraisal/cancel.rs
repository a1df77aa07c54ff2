//! Giving up a round.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::appraisal::{Appraisal, State};
use xianfeng_domain::ids::AppraisalId;
use xianfeng_infra::appraisal as rows;
use xianfeng_infra::db::Tx;

use super::wire::{AppraisalOut, ReasonIn, appraisal_example, appraisal_out, wrong_state};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Code, Problem};
use crate::inbox::{self, tell_member};

/// Cancels an appraisal that is not signed.
///
/// What was given counts for nothing; another of the kind may be made for the year.
#[utoipa::path(
    tag = "appraisals",
    params(("id" = Uuid, Path, description = "The appraisal")),
    request_body = ReasonIn,
    responses((status = 200, body = AppraisalOut, description = "The appraisal, cancelled",
        example = json!(appraisal_example()))),
    extensions(("x-error-codes" = json!(["appraisal.not_found", "appraisal.wrong_state", "auth.forbidden"]))),
)]
#[post("/appraisals/{id}/cancel")]
pub(super) async fn cancel_appraisal(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<AppraisalId>,
    body: JsonBody<ReasonIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "appraisals.cancel", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let round = cancel(tx, &permit, &permit.reach, id.0, body.reason.trim()).await?;
        Ok(Done::ok(appraisal_out(tx, &round).await?).within(&round.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `appraisal.not_found`, `appraisal.wrong_state`.
pub async fn cancel(tx: &Tx, act: &Act, reach: &Reach, id: AppraisalId, reason: &str) -> Result<Appraisal, Failure> {
    let round = rows::find(tx, reach, id).await?.ok_or(Code::AppraisalNotFound)?;
    if !rows::cancel(tx, id, reason).await? {
        return Err(wrong_state(&round));
    }
    let year = round.year.to_string();
    let params = [("year", year.as_str()), ("reason", reason)];
    // Nobody is in a draft: nobody was told of it.
    for participant in rows::participants(tx, id).await? {
        let subject = Some(("appraisal", id.0));
        tell_member(tx, participant.member, inbox::Kind::AppraisalCancelled, subject, &params, act.now).await?;
    }
    act.audit(tx, "appraisals.cancel", ("appraisal", id.0), &round.path).await?;
    Ok(Appraisal { state: State::Cancelled, ..round })
}
