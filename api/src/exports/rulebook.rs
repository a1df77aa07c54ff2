//! The rule book in force as a workbook, for the notice board and for talking it over.

use std::sync::Arc;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::rulebook::RuleBook;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::Tx;
use xianfeng_infra::rulebooks;
use xianfeng_infra::sheets::write::{Column, Layout, TableWriter, Value};

use super::download::{Made, Workbook, blocking, download};
use crate::app::App;
use crate::auth::Bound;
use crate::board::Lang;
use crate::failure::Failure;
use crate::http::extract::QueryParams;
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::WireDay;
use crate::organizations::find_visible;
use crate::rulebooks::printed::{PrintedItem, items, rules};

/// Which rule book.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RuleBookExportQuery {
    /// The organization that it is in force for.
    organization_id: Uuid,
    /// On which day; today where absent.
    #[param(value_type = Option<String>, example = "2024-03-01")]
    day: Option<WireDay>,
}

impl Check for RuleBookExportQuery {}

/// Exports the rule book in force as xlsx.
///
/// Every item in use by aspect, then base points, grades and the rest. Sensitive categories are
/// left out, as on the page for the notice board.
#[utoipa::path(
    tag = "exports",
    params(RuleBookExportQuery),
    responses((status = 200, description = "The workbook", body = Workbook,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "rulebook.not_found", "server.storage_full"
    ]))),
)]
#[get("/exports/rulebook.xlsx")]
pub(super) async fn export_rulebook(
    app: Data<App>,
    bound: Bound,
    asked: QueryParams<RuleBookExportQuery>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = find_visible(tx, &bound.caller, OrganizationId(asked.organization_id)).await?;
        let organization = organization.ok_or(Code::OrganizationNotFound)?;
        let day = asked.day.map_or_else(|| bound.today(), |day| day.0);
        let found = rulebooks::effective(tx, &organization.path, day).await?.ok_or(Code::RulebookNotFound)?;
        Ok((organization.name, found.book, found.effective_from))
    };
    let (organization, book, from) = app.database.read(read).await?;
    download(made(organization, book, from).await?).await
}

async fn made(organization: String, book: Arc<RuleBook>, from: Day) -> Result<Made, Problem> {
    let name = format!("{organization}积分管理台账{from}.xlsx");
    let table = blocking(move || {
        let mut table = TableWriter::new(&layout(&organization, &book, from))?;
        for (number, item) in (1i64..).zip(items(&book, Lang::Chinese)) {
            table.row(&values(number, item))?;
        }
        for (heading, rule) in rules(&book, Lang::Chinese) {
            table.row(&[Value::Empty, Value::Text(heading.to_owned()), Value::Text(rule)])?;
        }
        Ok(table)
    });
    Ok(Made { table: table.await?, ascii: format!("rulebook-{from}.xlsx"), name })
}

fn layout(organization: &str, book: &RuleBook, from: Day) -> Layout {
    let column = |(title, width): (&str, u16)| Column { title: title.to_owned(), width };
    let columns = [
        ("序号", 6),
        ("方面", 14),
        ("项目", 30),
        ("分值", 18),
        ("封顶", 22),
        ("适用类别", 18),
        ("登记方式", 30),
        ("照片", 8),
    ];
    Layout {
        sheet: "积分管理台账".to_owned(),
        title: Some(format!("{organization} {}（{from}起执行）", book.name)),
        columns: columns.map(column).to_vec(),
    }
}

fn values(number: i64, item: PrintedItem) -> [Value; 8] {
    let everybody = |text: String| if text.is_empty() { "全体".to_owned() } else { text };
    [
        Value::Integer(number),
        Value::Text(item.aspect),
        Value::Text(item.name),
        Value::Text(item.worth),
        Value::Text(item.caps),
        Value::Text(everybody(item.categories)),
        Value::Text(item.ways),
        Value::Text(if item.evidence { "需要" } else { "" }.to_owned()),
    ]
}
