//! Crediting a claim, whole or in part.

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
use crate::http::wire::WirePoints;

/// The decision.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApproveIn {
    /// Other points than offered, inside the task's range.
    pub points: Option<WirePoints>,
    /// Why, at most 500 characters; needed for other points.
    pub reason: Option<String>,
}

impl Check for ApproveIn {
    fn check(&self, faults: &mut Faults) {
        if let Some(reason) = &self.reason {
            faults.text("/reason", reason, 0..=500);
        }
    }
}

/// Approves a claim.
///
/// Writes the ledger entry; points above a cap are trimmed and both figures are kept.
#[utoipa::path(
    tag = "tasks",
    params(("id" = Uuid, Path, description = "The claim")),
    request_body = ApproveIn,
    responses((status = 200, body = ClaimOut, description = "The claim now", example = json!(claim_example()))),
    extensions(("x-error-codes" = json!([
        "claim.not_found", "claim.wrong_state", "review.own_claim", "review.points_out_of_range",
        "review.reason_missing"
    ]))),
)]
#[post("/claims/{id}/approve")]
pub(super) async fn approve_claim(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<ClaimId>,
    body: JsonBody<ApproveIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "claims.approve", &key, id.0, &body.0)?;
    let verdict = Verdict::Approve { points: body.points.map(|points| points.0), reason: body.reason.clone() };
    let work = async |tx: &Tx| {
        let claim = decide(tx, &permit, &permit.reach, permit.person, id.0, &verdict).await?;
        Ok(Done::ok(claim_out(tx, &claim).await?).within(&claim.path))
    };
    Ok(command.run(work).await?.into())
}
