//! The statistics of activity, for the desk.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::statistics::Figures;
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;

use super::load::load;
use super::wire::{By, FiguresOut, StatisticRowOut, figures_out, rows_out, statistics_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::WirePeriod;
use crate::leaderboards::period_or_running;

/// Which statistics.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StatisticsQuery {
    /// A branch or a township, within reach.
    organization_id: Uuid,
    /// The running closing unit of the rule book where absent.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    period: Option<WirePeriod>,
    /// `item`, `branch` or `month`; by item where absent.
    #[serde(default)]
    #[param(inline, required = false, example = "item")]
    by: By,
}

impl Check for StatisticsQuery {}

/// A page of statistics.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StatisticsOut {
    /// Whose.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// The period.
    pub period: WirePeriod,
    /// `item`, `branch` or `month`.
    by: By,
    /// The whole, on every page.
    totals: FiguresOut,
    /// The rows: items with the most first, branches in the order of the tree, or months.
    items: Vec<StatisticRowOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// What was done in a place and time.
///
/// Additions of the ledger by where they were entered and the period in which they count; what was taken back was
/// not done. What counts as service, good deed or consultation the rule book's items say.
#[utoipa::path(
    tag = "statistics",
    params(PageQuery, StatisticsQuery),
    responses((status = 200, body = StatisticsOut, description = "A page", example = json!(statistics_example()))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "leaderboard.not_found", "period.not_found", "list.bad_cursor", "auth.forbidden"
    ]))),
)]
#[get("/statistics")]
pub(super) async fn show_statistics(
    app: Data<App>,
    permit: Permit<rights::Read>,
    list: ListParams<StatisticsQuery>,
) -> Result<HttpResponse, Problem> {
    let after: usize = list.page.after()?.unwrap_or_default();
    let (asked, today) = (&list.filter, permit.today());
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = organizations::find(tx, &permit.reach, OrganizationId(asked.organization_id)).await?;
        let organization = organization.ok_or(Code::OrganizationNotFound)?;
        let period = period_or_running(tx, &organization.path, asked.period, today).await?;
        load(tx, organization, period, today, false).await
    };
    let found = app.database.read(read).await?;
    let rows: Vec<_> = rows_out(&found, asked.by, false).into_iter().enumerate().skip(after).collect();
    let (rows, next_cursor) = list.page.cut(rows, |(index, _)| index + 1)?;
    Ok(HttpResponse::Ok().json(StatisticsOut {
        organization_id: found.organization.id.0,
        organization_name: found.organization.name,
        period: WirePeriod(found.period),
        by: asked.by,
        totals: figures_out(&Figures::of(&found.activities), false),
        items: rows.into_iter().map(|(_, row)| row).collect(),
        next_cursor,
    }))
}
