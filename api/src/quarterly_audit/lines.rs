//! The lines of an audit.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::{AuditId, MemberId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::quarterly_audit::{self as rows, LineFilter};

use super::wire::{LineOut, line_example, lines_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Code, Problem};

/// Which lines.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LineQuery {
    /// About a member.
    member_id: Option<Uuid>,
    /// Only what is decided (`true`), or only what is not (`false`).
    decided: Option<bool>,
}

impl Check for LineQuery {}

/// A page of lines.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LinesOut {
    /// The lines.
    pub items: Vec<LineOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the lines of an audit, in the order of proposing.
///
/// The audit log says who read them.
#[utoipa::path(
    tag = "audits",
    params(("id" = Uuid, Path, description = "The audit"), PageQuery, LineQuery),
    responses((status = 200, body = LinesOut, description = "A page",
        example = json!({ "items": [line_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["audit.not_found", "auth.forbidden"]))),
)]
#[get("/audits/{id}/lines")]
pub(super) async fn list_audit_lines(
    app: Data<App>,
    permit: Permit<rights::Read>,
    id: PathId<AuditId>,
    list: ListParams<LineQuery>,
) -> Result<HttpResponse, Problem> {
    let filter = LineFilter {
        member: list.filter.member_id.map(MemberId),
        decided: list.filter.decided,
        after: list.page.after::<Uuid>()?,
        limit: u64::from(list.page.limit) + 1,
    };
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let audit = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::AuditNotFound)?;
        let lines = rows::lines(tx, audit.id, &filter).await?;
        let (lines, next_cursor) = list.page.cut(lines, |line| line.id)?;
        Ok((LinesOut { items: lines_out(tx, &lines).await?, next_cursor }, audit.path))
    };
    let (out, path) = app.database.read(read).await?;
    permit.disclosed(&app, "audits.lines", Some(("audit", id.0.0)), Some(path)).await?;
    Ok(HttpResponse::Ok().json(out))
}
