//! Gathering again what an open audit has to decide on.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::AuditId;
use xianfeng_domain::quarterly_audit::QuarterlyAudit;
use xianfeng_infra::db::Tx;
use xianfeng_infra::quarterly_audit as rows;

use super::sources::gather;
use super::wire::{AuditOut, audit_example, audit_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};

/// Gathers what has come up since.
///
/// Adds lines only: what stands in the audit stays, decided or not. Any number of times.
#[utoipa::path(
    tag = "audits",
    params(("id" = Uuid, Path, description = "The audit")),
    responses((status = 200, body = AuditOut, description = "The audit now", example = json!(audit_example()))),
    extensions(("x-error-codes" = json!(["audit.not_found", "audit.signed", "auth.forbidden"]))),
)]
#[post("/audits/{id}/refresh")]
pub(super) async fn refresh_audit(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<AuditId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "audits.refresh", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let audit = refresh(tx, &permit, &permit.reach, id.0).await?;
        Ok(Done::ok(audit_out(tx, &audit).await?).within(&audit.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// That there is no such open audit.
pub async fn refresh(tx: &Tx, act: &Act, reach: &Reach, id: AuditId) -> Result<QuarterlyAudit, Failure> {
    let audit = open_for_change(tx, reach, id).await?;
    gather(tx, act, &audit).await?;
    act.audit(tx, "audits.refresh", ("audit", id.0), &audit.path).await?;
    Ok(audit)
}

/// An audit within reach whose turn is taken for a change: it is open, and nobody signs it
/// meanwhile.
///
/// # Errors
/// `audit.not_found`, `audit.signed`.
pub(super) async fn open_for_change(tx: &Tx, reach: &Reach, id: AuditId) -> Result<QuarterlyAudit, Failure> {
    let audit = rows::find(tx, reach, id).await?.ok_or(Code::AuditNotFound)?;
    if !rows::take_turn(tx, id).await? {
        return Err(Code::AuditSigned.into());
    }
    Ok(audit)
}
