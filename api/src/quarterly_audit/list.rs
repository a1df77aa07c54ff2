//! The audits within reach.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::{AuditId, OrganizationId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;
use xianfeng_infra::quarterly_audit::{self as rows, AuditFilter};

use super::wire::{AuditOut, audit_example, audits_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};

/// Which audits.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// Of this organization and what lies below.
    organization_id: Option<Uuid>,
}

impl Check for AuditQuery {}

/// A page of audits.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditsOut {
    /// The audits.
    pub items: Vec<AuditOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists quarterly audits, the newest first.
///
/// Those of the branches that the caller reads.
#[utoipa::path(
    tag = "audits",
    params(PageQuery, AuditQuery),
    responses((status = 200, body = AuditsOut, description = "A page",
        example = json!({ "items": [audit_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "auth.forbidden"]))),
)]
#[get("/audits")]
pub(super) async fn list_audits(
    app: Data<App>,
    permit: Permit<rights::Read>,
    list: ListParams<AuditQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(AuditId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = organizations::find(tx, &permit.reach, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let filter = AuditFilter { organization, before, limit: u64::from(list.page.limit) + 1 };
        let audits = rows::page(tx, &permit.reach, &filter).await?;
        let (audits, next_cursor) = list.page.cut(audits, |audit| audit.id.0)?;
        Ok(AuditsOut { items: audits_out(tx, &audits).await?, next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
