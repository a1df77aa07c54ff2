//! The statistics of activity as a workbook (S0-14).

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::statistics::Figures;
use xianfeng_infra::db::Tx;
use xianfeng_infra::sheets::write::{Column, Layout, Value};

use super::download::{Made, Workbook, download, table_of};
use super::names::{NamesIn, audit, subject};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::board::Lang;
use crate::failure::Failure;
use crate::http::extract::QueryParams;
use crate::http::problem::{Check, Problem};
use crate::http::wire::WirePeriod;
use crate::leaderboards::period_or_running;
use crate::statistics::{By, FiguresOut, Statistics, figures_out, load, rows_out};

/// Which statistics.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StatisticsExportQuery {
    /// A branch or a township, within reach.
    pub organization_id: Uuid,
    /// The running closing unit of the rule book where absent.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    pub period: Option<WirePeriod>,
}

impl Check for StatisticsExportQuery {}

/// Exports the statistics of activity as xlsx.
///
/// By item, by branch and by month, each with its sum. Nobody is named. Every export is in the audit log.
#[utoipa::path(
    tag = "exports",
    params(StatisticsExportQuery),
    responses((status = 200, description = "The workbook", body = Workbook,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "leaderboard.not_found", "period.not_found", "auth.forbidden", "server.storage_full"
    ]))),
)]
#[get("/exports/statistics.xlsx")]
pub(super) async fn export_statistics(
    app: Data<App>,
    permit: Permit<rights::Read>,
    asked: QueryParams<StatisticsExportQuery>,
) -> Result<HttpResponse, Problem> {
    download(statistics(&app, &permit, &permit.reach, &asked).await?).await
}

/// The use case: the workbook.
///
/// # Errors
/// What the organization or the period refuse.
async fn statistics(app: &App, act: &Act, reach: &Reach, asked: &StatisticsExportQuery) -> Result<Made, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = subject(tx, reach, OrganizationId(asked.organization_id)).await?;
        let period = period_or_running(tx, &organization.path, asked.period, act.today()).await?;
        load(tx, organization, period, act.today(), false).await
    };
    let found = app.database.read(read).await?;
    let rows = rows(&found);
    let (count, organization) = (rows.len(), found.organization.clone());
    let table = table_of(layout(&found), rows).await?;
    let log = async |tx: &Tx| -> Result<(), Failure> {
        Ok(audit(tx, act, "exports.statistics", &organization, NamesIn::Masked, count).await?)
    };
    app.database.transact("exports.statistics", log).await?;
    let period = found.period;
    Ok(Made {
        table,
        ascii: format!("statistics-{period}.xlsx"),
        name: format!("{}活动统计{period}.xlsx", organization.name),
    })
}

fn rows(found: &Statistics) -> Vec<[Value; 9]> {
    let mut rows = Vec::new();
    for (by, name) in [(By::Item, "按项目"), (By::Branch, "按支部"), (By::Month, "按月份")] {
        rows.extend(rows_out(found, by, false).iter().map(|line| row(name, &line.name, &line.figures)));
    }
    rows.push(row("合计", "", &figures_out(&Figures::of(&found.activities), false)));
    rows
}

fn row(by: &str, name: &str, figures: &FiguresOut) -> [Value; 9] {
    let count = |count: u64| Value::Integer(i64::try_from(count).unwrap_or(i64::MAX));
    let much = figures.quantities.iter().map(|much| format!("{}{}", much.amount.0, much.unit));
    [
        Value::Text(by.to_owned()),
        Value::Text(name.to_owned()),
        count(figures.times),
        count(figures.services),
        count(figures.good_deeds),
        count(figures.consultations),
        count(figures.others),
        count(figures.persons.unwrap_or_default().into()),
        Value::Text(much.collect::<Vec<_>>().join("、")),
    ]
}

fn layout(found: &Statistics) -> Layout {
    let column = |(title, width): (&str, u16)| Column { title: title.to_owned(), width };
    Layout {
        sheet: "活动统计".to_owned(),
        title: Some(format!("{} {} 活动统计", found.organization.name, Lang::Chinese.period(found.period))),
        columns: [
            ("统计方式", 12),
            ("名称", 28),
            ("总次数", 10),
            ("志愿服务", 10),
            ("好事", 10),
            ("技术咨询", 10),
            ("其他", 10),
            ("参加人数", 10),
            ("数量", 30),
        ]
        .map(column)
        .to_vec(),
    }
}
