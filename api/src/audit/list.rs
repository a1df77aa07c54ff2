//! Who did what, the newest first.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::PersonId;
use xianfeng_infra::audit::{self, Line};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::members;

use crate::app::App;
use crate::auth::{Permit, rights};
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Problem};
use crate::http::wire::WireTime;

/// Which lines.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// What happened to one thing: a member, a claim, an organization …
    subject_id: Option<Uuid>,
}

impl Check for AuditQuery {}

/// A page of the log.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditLogOut {
    /// The lines.
    pub items: Vec<AuditLineOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A line of the log.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditLineOut {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: WireTime,
    /// The account that acted.
    pub account_id: Option<Uuid>,
    /// The person behind it.
    pub person_id: Option<Uuid>,
    /// The person's name.
    pub person_name: Option<String>,
    /// On whose behalf.
    pub on_behalf_of: Option<Uuid>,
    /// What was done, such as `claims.approve`.
    pub action: String,
    /// To what kind of thing.
    pub subject_kind: Option<String>,
    /// To which one.
    pub subject_id: Option<Uuid>,
    /// From where.
    pub ip: Option<String>,
    /// In which request.
    pub request_id: Option<String>,
    /// What else is worth knowing.
    pub detail: Option<String>,
}

/// Lists the audit log, the newest first.
///
/// Every write and every read that disclosed personal data, of the organizations within reach;
/// for overseers and township administrators.
#[utoipa::path(
    tag = "audit",
    params(PageQuery, AuditQuery),
    responses((status = 200, body = AuditLogOut, description = "A page", example = json!({
        "items": [{
            "id": "018e0f6a-0000-7000-8000-000000000011", "at": "2024-03-05T18:00:00+08:00",
            "accountId": "018e0f6a-0000-7000-8000-000000000012", "personId": "018e0f6a-0000-7000-8000-000000000013",
            "personName": "蒋远嘉", "onBehalfOf": null, "action": "claims.approve", "subjectKind": "claim",
            "subjectId": "018e0f6a-0000-7000-8000-000000000003", "ip": "203.0.113.9",
            "requestId": "018e0f6a-0000-7000-8000-000000000014", "detail": null
        }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "list.bad_cursor"]))),
)]
#[get("/audit")]
pub(super) async fn list_audit_log(
    app: Data<App>,
    permit: Permit<rights::ReadAudit>,
    list: ListParams<AuditQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| -> Result<_, StoreError> {
        let limit = u64::from(list.page.limit) + 1;
        let lines = audit::page(tx, &permit.reach, list.filter.subject_id, before, limit).await?;
        let names = members::names(tx, lines.iter().filter_map(|line| line.person)).await?;
        Ok((lines, names))
    };
    let (lines, names) = app.database.read(read).await?;
    let (lines, next_cursor) = list.page.cut(lines, |line| line.id)?;
    let items = lines.into_iter().map(|line| out(line, &names)).collect();
    Ok(HttpResponse::Ok().json(AuditLogOut { items, next_cursor }))
}

fn out(line: Line, names: &HashMap<PersonId, String>) -> AuditLineOut {
    AuditLineOut {
        id: line.id,
        at: line.at.into(),
        account_id: line.account.map(Into::into),
        person_id: line.person.map(Into::into),
        person_name: line.person.and_then(|person| names.get(&person).cloned()),
        on_behalf_of: line.on_behalf_of.map(Into::into),
        action: line.action,
        subject_kind: line.subject_kind,
        subject_id: line.subject,
        ip: line.ip,
        request_id: line.request_id,
        detail: line.detail,
    }
}
