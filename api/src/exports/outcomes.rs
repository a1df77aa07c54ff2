//! What became of members named in batches, as a workbook (S2-11).

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::help::BatchOutcome;
use xianfeng_domain::organizations::Organization;
use xianfeng_infra::db::Tx;
use xianfeng_infra::sheets::write::{Column, Layout, Value};

use super::download::{Made, Workbook, download, table_of};
use super::names::{NamesIn, audit};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::help_cases::{Outcomes, OutcomesQuery};
use crate::http::extract::QueryParams;
use crate::http::problem::Problem;

/// Exports as xlsx what became of those who were named as backward.
///
/// A line a batch, in people, and one for all of them. Nobody is named. Every export is in the audit log.
#[utoipa::path(
    tag = "exports",
    params(OutcomesQuery),
    responses((status = 200, description = "The workbook", body = Workbook,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "export.too_large", "auth.forbidden", "server.storage_full"
    ]))),
)]
#[get("/exports/help-outcomes.xlsx")]
pub(super) async fn export_help_outcomes(
    app: Data<App>,
    permit: Permit<rights::Review>,
    asked: QueryParams<OutcomesQuery>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| Outcomes::load(tx, &permit.reach, &asked).await;
    let found = app.database.read(read).await?;
    let rows: Vec<_> = found.batches.iter().map(row).chain([total(&found)]).collect();
    let count = rows.len();
    let table = table_of(layout(&found.organization, &asked), rows).await?;
    let log = async |tx: &Tx| -> Result<(), Failure> {
        Ok(audit(tx, &permit, "exports.help_outcomes", &found.organization, NamesIn::Masked, count).await?)
    };
    app.database.transact("exports.help_outcomes", log).await?;
    let name = format!("{}帮教结果.xlsx", found.organization.name);
    download(Made { table, ascii: "help-outcomes.xlsx".to_owned(), name }).await
}

fn total(found: &Outcomes) -> [Value; 7] {
    let mut sum = row(&found.total());
    sum[0] = Value::Text("合计".to_owned());
    sum
}

fn row(batch: &BatchOutcome) -> [Value; 7] {
    let people = |count: u32| Value::Integer(count.into());
    [
        Value::Text(batch.batch.clone().unwrap_or_else(|| "单独确定".to_owned())),
        batch.first.map_or(Value::Empty, Value::Day),
        people(batch.named),
        people(batch.turned_round),
        people(batch.with_deadline),
        people(batch.handed_on),
        people(batch.otherwise),
    ]
}

fn layout(organization: &Organization, asked: &OutcomesQuery) -> Layout {
    let column = |(title, width): (&str, u16)| Column { title: title.to_owned(), width };
    let (from, to) = (asked.from.0, asked.to.0);
    Layout {
        sheet: "帮教结果".to_owned(),
        title: Some(format!("{} 后进党员帮教结果（{from} 至 {to} 确定，单位：人）", organization.name)),
        columns: [
            ("批次", 24),
            ("首次确定日期", 14),
            ("确定", 10),
            ("已转化", 10),
            ("限期改进", 10),
            ("移交处理", 10),
            ("其他", 10),
        ]
        .map(column)
        .to_vec(),
    }
}
