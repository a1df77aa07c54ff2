//! One report, with who sent it for the township's administrators.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::villager_reports::VillagerReport;
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::villager_reports as rows;
use xianfeng_infra::{accounts, members};

use super::officers::township_path;
use super::wire::{VillagerReportId, VillagerReportOut, report_example, reports_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// A report with what only the township may know of it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VillagerReportDetailOut {
    /// The report.
    pub report: VillagerReportOut,
    /// Who sent it; for the township's administrators only, else absent.
    pub reporter: Option<ReporterOut>,
}

/// Who sent a report.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReporterOut {
    /// The account.
    pub account_id: Uuid,
    /// The name, where the account is bound to a person.
    pub name: Option<String>,
    /// The mobile number that was left.
    pub contact: Option<String>,
}

/// Shows a villager's report.
///
/// **Who sent it is shown to the township's administrators and to nobody else**, and the audit log
/// says that they looked. A report about the caller is not found.
#[utoipa::path(
    tag = "villager-reports",
    params(("id" = Uuid, Path, description = "The report")),
    responses((status = 200, body = VillagerReportDetailOut, description = "The report",
        example = json!({ "report": report_example(), "reporter": null }))),
    extensions(("x-error-codes" = json!(["villager_report.not_found", "auth.forbidden"]))),
)]
#[get("/villager-reports/{id}")]
pub(super) async fn get_villager_report(
    app: Data<App>,
    permit: Permit<rights::Review>,
    id: PathId<VillagerReportId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let report = rows::find(tx, &permit.reach, id.0.0).await?.ok_or(Code::VillagerReportNotFound)?;
        if report.member.is_some() && report.member == permit.caller.member_id() {
            return Err(Code::VillagerReportNotFound.into());
        }
        let reporter = reporter(tx, &app.vault, &permit, &report).await?;
        let out = reports_out(tx, std::slice::from_ref(&report)).await?.pop();
        let out = out.ok_or(Code::VillagerReportNotFound)?;
        Ok((VillagerReportDetailOut { report: out, reporter }, report.review_path))
    };
    let (out, path) = app.database.read(read).await?;
    let action = if out.reporter.is_some() { "villager_reports.reveal" } else { "villager_reports.read" };
    permit.disclosed(&app, action, Some(("villager_report", id.0.0)), Some(path)).await?;
    Ok(HttpResponse::Ok().json(out))
}

async fn reporter(tx: &Tx, vault: &Vault, act: &Act, report: &VillagerReport) -> Result<Option<ReporterOut>, Failure> {
    let township = township_path(tx, &report.path).await?;
    if !act.caller.reach(Right::Administer).covers(&township) {
        return Ok(None);
    }
    let person = accounts::persons_behind(tx, [report.reporter]).await?.remove(&report.reporter);
    let name = members::names(tx, person).await?.into_values().next();
    let contact = rows::phone(tx, vault, report.id).await?.map(|phone| phone.as_str().to_owned());
    Ok(Some(ReporterOut { account_id: report.reporter.0, name, contact }))
}
