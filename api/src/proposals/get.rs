//! One list.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::ids::ProposalId;
use xianfeng_infra::db::Tx;

use super::wire::{ProposalOut, proposal_example, proposal_out, seen};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::Problem;

/// Reads a list without its lines.
///
/// Within reach; a signed one that is not confidential also those whom it covers.
#[utoipa::path(
    tag = "proposals",
    params(("id" = Uuid, Path, description = "The list")),
    responses((status = 200, body = ProposalOut, description = "The list", example = json!(proposal_example()))),
    extensions(("x-error-codes" = json!(["proposal.not_found", "auth.not_bound"]))),
)]
#[get("/proposals/{id}")]
pub(super) async fn get_proposal(
    app: Data<App>,
    bound: Bound,
    id: PathId<ProposalId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (proposal, _) = seen(tx, &bound.caller, id.0).await?;
        Ok(proposal_out(tx, &proposal).await?)
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
