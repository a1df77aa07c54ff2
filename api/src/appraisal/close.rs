//! Ending the rating.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::appraisal::{Appraisal, State};
use xianfeng_domain::ids::AppraisalId;
use xianfeng_infra::appraisal as rows;
use xianfeng_infra::db::Tx;

use super::wire::{AppraisalOut, appraisal_example, appraisal_out, wrong_state};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};

/// Ends the rating of an appraisal.
///
/// What was given is counted and can be read; it is signed next.
#[utoipa::path(
    tag = "appraisals",
    params(("id" = Uuid, Path, description = "The appraisal")),
    responses((status = 200, body = AppraisalOut, description = "The appraisal, closed",
        example = json!(appraisal_example()))),
    extensions(("x-error-codes" = json!(["appraisal.not_found", "appraisal.wrong_state", "auth.forbidden"]))),
)]
#[post("/appraisals/{id}/close")]
pub(super) async fn close_appraisal(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<AppraisalId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "appraisals.close", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let round = close(tx, &permit, &permit.reach, id.0).await?;
        Ok(Done::ok(appraisal_out(tx, &round).await?).within(&round.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `appraisal.not_found`, `appraisal.wrong_state`.
pub async fn close(tx: &Tx, act: &Act, reach: &Reach, id: AppraisalId) -> Result<Appraisal, Failure> {
    let round = rows::find(tx, reach, id).await?.ok_or(Code::AppraisalNotFound)?;
    if !rows::close(tx, id, act.now).await? {
        return Err(wrong_state(&round));
    }
    act.audit(tx, "appraisals.close", ("appraisal", id.0), &round.path).await?;
    Ok(Appraisal { state: State::Closed, closed_at: Some(act.now), ..round })
}
