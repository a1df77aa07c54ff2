//! Village funds as a workbook, for the township's books (S0-9).

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::funds::Fund;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::Organization;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::sheets::write::{Column, Layout, Value};
use xianfeng_infra::{funds, organizations};

use super::download::{Made, Workbook, download, table_of};
use super::names::{NamesIn, audit, subject};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::board::Lang;
use crate::failure::Failure;
use crate::funds::{Line, Statement, folded, statements};
use crate::http::extract::QueryParams;
use crate::http::problem::{Check, Problem};

/// More villages than any township has.
const MOST: u64 = 500;

/// A line of the workbook.
type Row = [Value; 9];

/// Whose funds.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FundExportQuery {
    /// Of this organization and what lies below, within reach.
    pub organization_id: Uuid,
}

impl Check for FundExportQuery {}

/// Exports village funds as xlsx, in yuan.
///
/// By village and settled period: put in, issued, still promised, redeemed, run out, not carried over;
/// a line for the whole of each village, and one for all of them. Nobody is named. Every export is in the
/// audit log.
#[utoipa::path(
    tag = "exports",
    params(FundExportQuery),
    responses((status = 200, description = "The workbook", body = Workbook,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "export.too_large", "auth.forbidden", "server.storage_full"
    ]))),
)]
#[get("/exports/fund.xlsx")]
pub(super) async fn export_fund(
    app: Data<App>,
    permit: Permit<rights::Read>,
    asked: QueryParams<FundExportQuery>,
) -> Result<HttpResponse, Problem> {
    download(fund(&app, &permit, &permit.reach, &asked).await?).await
}

/// The use case: the workbook of funds.
///
/// # Errors
/// What the organization refuses.
pub async fn fund(app: &App, act: &Act, reach: &Reach, asked: &FundExportQuery) -> Result<Made, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = subject(tx, reach, OrganizationId(asked.organization_id)).await?;
        let rows = rows(tx, reach, &organization).await?;
        Ok((organization, rows))
    };
    let (organization, rows) = app.database.read(read).await?;
    let count = rows.len();
    let table = table_of(layout(&organization), rows).await?;
    let log = async |tx: &Tx| -> Result<(), Failure> {
        Ok(audit(tx, act, "exports.fund", &organization, NamesIn::Masked, count).await?)
    };
    app.database.transact("exports.fund", log).await?;
    Ok(Made { table, ascii: "fund.xlsx".to_owned(), name: format!("{}积分经费.xlsx", organization.name) })
}

async fn rows(tx: &Tx, reach: &Reach, organization: &Organization) -> StoreResult<Vec<Row>> {
    let found = funds::within_reach(tx, reach, &organization.path, None, MOST).await?;
    let statements = statements(tx, &found).await?;
    let names: HashMap<OrganizationId, String> =
        organizations::under(tx, &organization.path).await?.into_iter().map(|one| (one.id, one.name)).collect();
    let mut rows = Vec::new();
    for (id, _) in &found {
        let name = names.get(id).map_or("", String::as_str);
        rows.extend(statements.get(id).into_iter().flat_map(|statement| lines(name, statement)));
    }
    if found.len() > 1 {
        rows.extend(lines(&format!("{}合计", organization.name), &folded(statements.values())));
    }
    Ok(rows)
}

/// A statement: a line a period, then the whole.
fn lines(name: &str, statement: &Statement) -> Vec<Row> {
    let period = |line: &Line| line.period.map_or_else(|| "更早".to_owned(), |period| Lang::Chinese.period(period));
    let line = |line: &Line| row(name, period(line), line.fund, line.issued, line.released, Value::Empty);
    let sum = |of: fn(&Line) -> i64| statement.lines.iter().map(of).sum();
    let (issued, released) = (sum(|line| line.issued), sum(|line| line.released));
    let whole =
        row(name, "合计".to_owned(), statement.fund, issued, released, Value::Money(statement.fund.available()));
    statement.lines.iter().map(line).chain([whole]).collect()
}

fn row(name: &str, period: String, fund: Fund, issued: i64, released: i64, available: Value) -> Row {
    [
        Value::Text(name.to_owned()),
        Value::Text(period),
        Value::Money(fund.allotted),
        Value::Money(issued),
        Value::Money(fund.spent),
        Value::Money(fund.committed),
        Value::Money(released),
        Value::Money(fund.lapsed),
        available,
    ]
}

fn layout(organization: &Organization) -> Layout {
    let column = |(title, width): (&str, u16)| Column { title: title.to_owned(), width };
    Layout {
        sheet: "积分经费".to_owned(),
        title: Some(format!("{} 党员积分奖励经费（元）", organization.name)),
        columns: [
            ("村（支部）", 28),
            ("时期", 18),
            ("拨入", 12),
            ("发放兑换分", 12),
            ("已兑换", 12),
            ("待兑换", 12),
            ("到期退回", 12),
            ("不结转收回", 12),
            ("可用", 12),
        ]
        .map(column)
        .to_vec(),
    }
}
