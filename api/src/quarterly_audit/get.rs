//! One audit.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::ids::AuditId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::quarterly_audit as rows;

use super::wire::{AuditOut, audit_example, audit_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// Shows a quarterly audit.
///
/// How many lines are decided, and who signed at which meeting; its lines have a list of their own.
#[utoipa::path(
    tag = "audits",
    params(("id" = Uuid, Path, description = "The audit")),
    responses((status = 200, body = AuditOut, description = "The audit", example = json!(audit_example()))),
    extensions(("x-error-codes" = json!(["audit.not_found", "auth.forbidden"]))),
)]
#[get("/audits/{id}")]
pub(super) async fn get_audit(
    app: Data<App>,
    permit: Permit<rights::Read>,
    id: PathId<AuditId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let audit = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::AuditNotFound)?;
        Ok(audit_out(tx, &audit).await?)
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
