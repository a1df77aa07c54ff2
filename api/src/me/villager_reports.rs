//! The reports that the caller sent.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_infra::db::Tx;
use xianfeng_infra::villager_reports as rows;

use crate::app::App;
use crate::auth::Account;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::Problem;
use crate::villager_reports::{OwnReportOut, own_report_example, own_report_out};

/// A page of the own reports.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnReportsOut {
    /// The reports.
    pub items: Vec<OwnReportOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the villagers' reports that the caller's account sent, the newest first.
///
/// For accounts that are bound and for those that are not. It says what became of each (S2-4).
#[utoipa::path(
    tag = "me",
    params(PageQuery),
    responses((status = 200, body = OwnReportsOut, description = "A page",
        example = json!({ "items": [own_report_example()], "nextCursor": null }))),
)]
#[get("/me/villager-reports")]
pub(super) async fn list_my_villager_reports(
    app: Data<App>,
    account: Account,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let limit = u64::from(list.page.limit) + 1;
        Ok(rows::of_account(tx, account.caller.account, before, limit).await?)
    };
    let reports = app.database.read(read).await?;
    let (reports, next_cursor) = list.page.cut(reports, |report| report.id)?;
    Ok(HttpResponse::Ok().json(OwnReportsOut { items: reports.iter().map(own_report_out).collect(), next_cursor }))
}
