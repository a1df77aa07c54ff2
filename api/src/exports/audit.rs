//! A quarterly audit as a workbook, for the branch's record (S2-4).

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::AuditId;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::quarterly_audit::{Decision, Line, LineKind, QuarterlyAudit};
use xianfeng_infra::db::Tx;
use xianfeng_infra::sheets::write::{Column, Layout, Value};
use xianfeng_infra::{members, organizations, quarterly_audit as rows};

use super::download::{Made, Workbook, download, table_of};
use super::names::{NamesIn, audit as write_audit};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::board::Lang;
use crate::failure::Failure;
use crate::hidden::Hidden;
use crate::http::extract::QueryParams;
use crate::http::problem::{Check, Code, Problem};
use crate::quarterly_audit::{item_name, names_behind};

/// Which audit.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditExportQuery {
    /// The quarterly audit.
    pub audit_id: Uuid,
    /// How names are shown.
    #[serde(default)]
    #[param(inline, required = false)]
    pub names: NamesIn,
}

impl Check for AuditExportQuery {}

/// Exports a quarterly audit as xlsx: its lines, what was decided and who signed.
///
/// Full names (`names=full`) are for who manages the members there. Every export is in the audit
/// log.
#[utoipa::path(
    tag = "exports",
    params(AuditExportQuery),
    responses((status = 200, description = "The workbook", body = Workbook,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    extensions(("x-error-codes" = json!([
        "audit.not_found", "export.names_forbidden", "export.too_large", "auth.forbidden", "server.storage_full"
    ]))),
)]
#[get("/exports/audit.xlsx")]
pub(super) async fn export_audit(
    app: Data<App>,
    permit: Permit<rights::Read>,
    asked: QueryParams<AuditExportQuery>,
) -> Result<HttpResponse, Problem> {
    download(audit(&app, &permit, &permit.reach, &asked).await?).await
}

/// The use case: the workbook of an audit.
///
/// # Errors
/// What the audit or the names refuse; `export.too_large`.
pub async fn audit(app: &App, act: &Act, reach: &Reach, asked: &AuditExportQuery) -> Result<Made, Problem> {
    let read = async |tx: &Tx| sheet(tx, act, reach, asked).await;
    let (organization, layout, lines) = app.database.read(read).await?;
    let count = lines.len();
    let table = table_of(layout, lines).await?;
    let log = async |tx: &Tx| -> Result<(), Failure> {
        Ok(write_audit(tx, act, "exports.audit", &organization, asked.names, count).await?)
    };
    app.database.transact("exports.audit", log).await?;
    Ok(Made { table, ascii: "audit.xlsx".to_owned(), name: format!("{}季度审核.xlsx", organization.name) })
}

async fn sheet(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    asked: &AuditExportQuery,
) -> Result<(Organization, Layout, Vec<[Value; 11]>), Failure> {
    let audit = rows::find(tx, reach, AuditId(asked.audit_id)).await?.ok_or(Code::AuditNotFound)?;
    let organization = organizations::find(tx, reach, audit.organization).await?.ok_or(Code::AuditNotFound)?;
    let names = asked.names.permit(&act.caller, &organization.path)?;
    let lines = rows::all_lines(tx, audit.id).await?;
    let subjects = members::by_ids(tx, lines.iter().map(|line| line.member), act.today()).await?;
    let hidden = Hidden::load(tx, subjects.values(), act.today()).await?;
    let accounts = lines.iter().filter_map(|line| Some(line.decided.as_ref()?.by));
    let accounts = accounts.chain(audit.signature.as_ref().map(|signature| signature.by));
    let deciders = names_behind(tx, accounts).await?;
    let mut out = Vec::with_capacity(lines.len());
    for line in &lines {
        let Some(member) = subjects.get(&line.member) else { continue };
        if names == NamesIn::Full || !hidden.hides(member) {
            let decider = line.decided.as_ref().and_then(|decided| deciders.get(&decided.by));
            let item = item_name(tx, line).await?;
            out.push(row(line, names.show(&member.name), item, decider.map(|name| names.show(name))));
        }
    }
    let signer = audit.signature.as_ref().and_then(|signature| deciders.get(&signature.by));
    let layout = layout(&organization, &audit, signer.map(|name| names.show(name)));
    Ok((organization, layout, out))
}

fn layout(organization: &Organization, audit: &QuarterlyAudit, signer: Option<String>) -> Layout {
    let column = |(title, width): (&str, u16)| Column { title: title.to_owned(), width };
    let signed = audit.signature.as_ref().map_or_else(
        || "未签字".to_owned(),
        |signature| format!("{}，{}签字", signature.meeting, signer.unwrap_or_default()),
    );
    let period = Lang::Chinese.period(audit.period);
    Layout {
        sheet: "季度审核".to_owned(),
        title: Some(format!("{} {period} 季度审核（{signed}）", organization.name)),
        columns: [
            ("姓名", 12),
            ("类型", 14),
            ("项目", 24),
            ("事由", 36),
            ("日期", 12),
            ("建议扣分", 10),
            ("决定", 10),
            ("扣分", 10),
            ("理由", 36),
            ("决定人", 12),
            ("流水编号", 40),
        ]
        .map(column)
        .to_vec(),
    }
}

fn row(line: &Line, member: String, item: Option<String>, decider: Option<String>) -> [Value; 11] {
    let decided = line.decided.as_ref();
    let text = |text: Option<String>| text.map_or(Value::Empty, Value::Text);
    let points = |points: Option<xianfeng_domain::Points>| points.map_or(Value::Empty, Value::Points);
    let kind = match line.kind {
        LineKind::Deduction => "扣分",
        LineKind::WithholdBase => "取消基础分",
        LineKind::CancelEntry => "取消积分",
    };
    let decision = decided.map(|decided| match decided.decision {
        Decision::Deduct => kind,
        Decision::Excuse => "免予扣分",
        Decision::Note => "记录",
    });
    [
        Value::Text(member),
        Value::Text(kind.to_owned()),
        text(item),
        Value::Text(line.what.clone()),
        Value::Day(line.deed_on),
        points(line.points),
        text(decision.map(str::to_owned)),
        points(decided.and_then(|decided| decided.points)),
        text(decided.map(|decided| decided.reason.clone())),
        text(decider),
        text(line.written.map(|id| id.to_string())),
    ]
}
