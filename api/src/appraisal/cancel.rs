//! Giving up a round.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::appraisal::{Appraisal, State};
use xianfeng_domain::ids::{AppraisalId, PersonId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{appraisal as rows, members};

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
/// What was given counts for nothing; another of the kind may be made for the year. Once it is closed,
/// nobody does so who is judged in it and can read how: the township's administrator does.
#[utoipa::path(
    tag = "appraisals",
    params(("id" = Uuid, Path, description = "The appraisal")),
    request_body = ReasonIn,
    responses((status = 200, body = AppraisalOut, description = "The appraisal, cancelled",
        example = json!(appraisal_example()))),
    extensions(("x-error-codes" = json!([
        "appraisal.not_found", "appraisal.wrong_state", "appraisal.own_result", "auth.forbidden"
    ]))),
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
        let round = cancel(tx, &permit, &permit.reach, permit.person, id.0, body.reason.trim()).await?;
        Ok(Done::ok(appraisal_out(tx, &round).await?).within(&round.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `appraisal.not_found`, `appraisal.own_result`, `appraisal.wrong_state`.
pub async fn cancel(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: AppraisalId,
    reason: &str,
) -> Result<Appraisal, Failure> {
    let round = rows::find(tx, reach, id).await?.ok_or(Code::AppraisalNotFound)?;
    let participants = rows::participants(tx, id).await?;
    if round.state == State::Closed {
        for participant in &participants {
            if members::is_person(tx, participant.member, by).await? {
                return Err(Code::AppraisalOwnResult.into());
            }
        }
    }
    if !rows::cancel(tx, id, reason).await? {
        return Err(wrong_state(&round));
    }
    let year = round.year.to_string();
    let params = [("year", year.as_str()), ("reason", reason)];
    // Nobody is in a draft: nobody was told of it.
    for participant in participants {
        let subject = Some(("appraisal", id.0));
        tell_member(tx, participant.member, inbox::Kind::AppraisalCancelled, subject, &params, act.now).await?;
    }
    act.audit(tx, "appraisals.cancel", ("appraisal", id.0), &round.path).await?;
    Ok(Appraisal { state: State::Cancelled, ..round })
}
