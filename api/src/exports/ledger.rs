//! The ledger of an organization as a workbook.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{EntryId, MemberId, OrganizationId};
use xianfeng_domain::ledger::EntryKind;
use xianfeng_domain::organizations::Organization;
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger::{self as rows, LedgerFilter, LedgerRow};
use xianfeng_infra::sheets::write::{Column, Layout, TableWriter, Value};

use super::MOST_ROWS;
use super::download::{Made, Workbook, blocking, download};
use super::names::{NamesIn, audit, subject};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::hidden::Hidden;
use crate::http::extract::QueryParams;
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::WirePeriod;
use crate::ledger::{Names, names_of};

/// How many entries are read at once.
const CHUNK: u64 = 500;

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LedgerExportQuery {
    /// Done in this organization and what lies below, within reach.
    pub organization_id: Uuid,
    /// Of a member.
    pub member_id: Option<Uuid>,
    /// Counting in a period: what makes up its totals.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    pub period: Option<WirePeriod>,
    /// How names are shown.
    #[serde(default)]
    #[param(inline, required = false)]
    pub names: NamesIn,
}

impl Check for LedgerExportQuery {}

/// Exports ledger entries as xlsx, the newest first.
///
/// Full names (`names=full`) are for who manages the members there. Every export is in the audit
/// log. At most 50,000 entries: narrow it down by period or member.
#[utoipa::path(
    tag = "exports",
    params(LedgerExportQuery),
    responses((status = 200, description = "The workbook", body = Workbook,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "export.names_forbidden", "export.too_large", "auth.forbidden",
        "server.storage_full"
    ]))),
)]
#[get("/exports/ledger.xlsx")]
pub(super) async fn export_ledger(
    app: Data<App>,
    permit: Permit<rights::Read>,
    asked: QueryParams<LedgerExportQuery>,
) -> Result<HttpResponse, Problem> {
    download(ledger(&app, &permit, &permit.reach, &asked).await?).await
}

/// The use case: the workbook of entries.
///
/// # Errors
/// What the organization or the names refuse; `export.too_large`.
pub async fn ledger(app: &App, act: &Act, reach: &Reach, asked: &LedgerExportQuery) -> Result<Made, Problem> {
    let begin = async |tx: &Tx| -> Result<_, Failure> {
        let organization = subject(tx, reach, OrganizationId(asked.organization_id)).await?;
        let names = asked.names.permit(&act.caller, &organization.path)?;
        Ok((organization, names))
    };
    let (organization, names) = app.database.read(begin).await?;
    let layout = layout(&organization);
    let mut table = blocking(move || TableWriter::new(&layout)).await?;
    let mut filter = LedgerFilter {
        member: asked.member_id.map(MemberId),
        organization: Some(organization.path.clone()),
        period: asked.period.map(|period| period.0),
        before: None,
        limit: CHUNK,
    };
    let mut count = 0;
    // Chunk by chunk, so that neither memory nor a transaction grows with the ledger. What is
    // recorded meanwhile is newer than the first chunk and in none of them.
    loop {
        let read = async |tx: &Tx| chunk(tx, act, reach, &filter, names).await;
        let (lines, last) = app.database.read(read).await?;
        count += lines.len();
        if count > MOST_ROWS {
            return Err(Code::ExportTooLarge.into());
        }
        table = blocking(move || {
            for line in &lines {
                table.row(line)?;
            }
            Ok(table)
        })
        .await?;
        match last {
            None => break,
            before => filter.before = before,
        }
    }
    let log = async |tx: &Tx| -> Result<(), Failure> {
        Ok(audit(tx, act, "exports.ledger", &organization, names, count).await?)
    };
    app.database.transact("exports.ledger", log).await?;
    Ok(Made { table, ascii: "ledger.xlsx".to_owned(), name: format!("{}积分流水.xlsx", organization.name) })
}

/// A chunk of lines, and after which entry the next begins; none after the last.
async fn chunk(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    filter: &LedgerFilter,
    names: NamesIn,
) -> Result<(Vec<[Value; 15]>, Option<EntryId>), Failure> {
    let found = rows::page(tx, reach, None, act.today(), filter).await?;
    let is_last = found.len() < usize::try_from(CHUNK).unwrap_or(usize::MAX);
    let last = found.last().filter(|_| !is_last).map(|row| row.entry.draft.id);
    let known = names_of(tx, act, &found).await?;
    let hidden = match names {
        NamesIn::Masked => Hidden::load(tx, known.members.values(), act.today()).await?,
        NamesIn::Full => Hidden::default(),
    };
    let shown = |row: &&LedgerRow| match known.members.get(&row.entry.member) {
        Some(member) => names == NamesIn::Full || !hidden.hides(member),
        None => names == NamesIn::Full,
    };
    let lines = found.iter().filter(shown).map(|row| line(row, &known, names)).collect();
    Ok((lines, last))
}

fn layout(organization: &Organization) -> Layout {
    let column = |(title, width): (&str, u16)| Column { title: title.to_owned(), width };
    Layout {
        sheet: "积分流水".to_owned(),
        title: Some(format!("{} 积分流水", organization.name)),
        columns: [
            ("登记时间", 20),
            ("姓名", 12),
            ("现党支部", 24),
            ("类型", 10),
            ("项目", 24),
            ("事由", 32),
            ("行为日期", 12),
            ("计分日期", 12),
            ("应计分", 10),
            ("实计分", 10),
            ("登记人", 12),
            ("审核人", 12),
            ("理由", 32),
            ("流水编号", 40),
            ("所冲正或恢复的流水", 40),
        ]
        .map(column)
        .to_vec(),
    }
}

fn line(row: &LedgerRow, known: &Names, names: NamesIn) -> [Value; 15] {
    let (entry, draft) = (&row.entry, &row.entry.draft);
    let text = |text: Option<&str>| text.map_or(Value::Empty, |text| Value::Text(text.to_owned()));
    let account = |id| known.account(id).map_or(Value::Empty, |name| Value::Text(names.show(name)));
    let member = known.members.get(&entry.member);
    [
        Value::Instant(entry.recorded_at),
        member.map_or(Value::Empty, |member| Value::Text(names.show(&member.name))),
        text(member.map(|member| member.standing.branch_name.as_str())),
        Value::Text(kind(draft.kind).to_owned()),
        text(known.item(row)),
        text(row.what.as_deref()),
        Value::Day(draft.deed_on),
        Value::Day(entry.counts_on),
        Value::Points(draft.asked),
        Value::Points(draft.points),
        account(draft.recorded_by),
        account(draft.approved_by),
        text(row.reason.as_deref()),
        Value::Text(draft.id.to_string()),
        draft.reverses.map_or(Value::Empty, |id| Value::Text(id.to_string())),
    ]
}

const fn kind(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Base => "基础分",
        EntryKind::Addition => "加分",
        EntryKind::Deduction => "扣分",
        EntryKind::Reversal => "冲正",
        EntryKind::Reinstatement => "恢复",
        EntryKind::CapRelease => "补计",
        EntryKind::Zeroing => "清零",
        EntryKind::Veto => "一票否决",
        EntryKind::Lifting => "解除",
    }
}
