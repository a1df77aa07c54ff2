//! One claim with its history.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::ClaimId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::tasks as rows;

use super::wire::{ClaimOut, claim_example, claim_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};
use crate::http::wire::WireTime;

/// A claim with its history.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClaimWithHistoryOut {
    /// The claim.
    pub claim: ClaimOut,
    /// What happened to it, in order.
    pub history: Vec<ClaimEventOut>,
}

/// A step.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClaimEventOut {
    /// `submit`, `withdraw`, `return`, `approve`, `reject`, `revoke`, `expire` or `cancel`.
    pub action: String,
    /// The state before.
    pub from: String,
    /// The state after.
    pub to: String,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub at: WireTime,
}

/// One claim with its history.
///
/// For the member, and for who reaches the task's organization, whose reading is written to the
/// audit log.
#[utoipa::path(
    tag = "tasks",
    params(("id" = Uuid, Path, description = "The claim")),
    responses((status = 200, body = ClaimWithHistoryOut, description = "The claim", example = json!({
        "claim": claim_example(),
        "history": [{ "action": "submit", "from": "claimed", "to": "submitted", "reason": null,
            "at": "2024-03-05T17:00:00+08:00" }]
    }))),
    extensions(("x-error-codes" = json!(["claim.not_found"]))),
)]
#[get("/claims/{id}")]
pub(super) async fn get_claim(app: Data<App>, bound: Bound, id: PathId<ClaimId>) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let claim = rows::claim(tx, &bound.caller.reach(Right::Read), bound.caller.member_id(), id.0).await?;
        let claim = claim.ok_or(Code::ClaimNotFound)?;
        let events = rows::events(tx, claim.id).await?.into_iter();
        let history = events.map(|event| ClaimEventOut {
            action: event.action,
            from: event.from,
            to: event.to,
            reason: event.reason,
            at: event.at.into(),
        });
        Ok((ClaimWithHistoryOut { claim: claim_out(tx, &claim).await?, history: history.collect() }, claim))
    };
    let (out, claim) = app.database.read(read).await?;
    if bound.caller.member_id() != Some(claim.member) {
        bound.disclosed(&app, "claims.read", Some(("claim", claim.id.0)), Some(claim.path)).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}
