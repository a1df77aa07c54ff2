//! Asking for more.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::ClaimId;
use xianfeng_infra::db::Tx;

use super::review::{Verdict, decide};
use super::wire::{ClaimOut, claim_example, claim_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Faults, Problem};

/// The decision.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ClaimReturnIn)]
pub struct ReturnIn {
    /// Why, 1 to 500 characters; the member reads it.
    pub reason: String,
}

impl Check for ReturnIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Returns a claim for more.
///
/// The member has at least seven days to hand it in again.
#[utoipa::path(
    tag = "tasks",
    params(("id" = Uuid, Path, description = "The claim")),
    request_body = ReturnIn,
    responses((status = 200, body = ClaimOut, description = "The claim now", example = json!(claim_example()))),
    extensions(("x-error-codes" = json!(["claim.not_found", "claim.wrong_state", "review.own_claim"]))),
)]
#[post("/claims/{id}/return")]
pub(super) async fn return_claim(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<ClaimId>,
    body: JsonBody<ReturnIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "claims.return", &key, id.0, &body.0)?;
    let verdict = Verdict::Return { reason: body.reason.trim().to_owned() };
    let work = async |tx: &Tx| {
        let claim = decide(tx, &permit, &permit.reach, permit.person, id.0, &verdict).await?;
        Ok(Done::ok(claim_out(tx, &claim).await?).within(&claim.path))
    };
    Ok(command.run(work).await?.into())
}
