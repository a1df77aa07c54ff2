//! One round.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::ids::AppraisalId;
use xianfeng_infra::db::Tx;

use super::wire::{AppraisalOut, appraisal_example, appraisal_out, seen};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::Problem;

/// Reads an appraisal.
///
/// For the members of the branch, and within reach.
#[utoipa::path(
    tag = "appraisals",
    params(("id" = Uuid, Path, description = "The appraisal")),
    responses((status = 200, body = AppraisalOut, description = "The appraisal", example = json!(appraisal_example()))),
    extensions(("x-error-codes" = json!(["appraisal.not_found", "auth.not_bound"]))),
)]
#[get("/appraisals/{id}")]
pub(super) async fn get_appraisal(
    app: Data<App>,
    bound: Bound,
    id: PathId<AppraisalId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (round, _) = seen(tx, &bound.caller, id.0).await?;
        Ok(appraisal_out(tx, &round).await?)
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
