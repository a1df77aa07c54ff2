//! The statement of a fund's year: sums for who oversees, names and receipts for who needs to know.

use std::collections::{BTreeMap, HashMap};

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::care::{Entry, FundLine, Kind};
use xianfeng_domain::ids::{CareId, MemberId, OrganizationId};
use xianfeng_infra::care::{self as rows, Movement};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members;

use super::township;
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Faults, Problem};
use crate::http::wire::WireDay;

/// Of which year.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StatementQuery {
    /// The year in which it was booked.
    #[param(example = 2024)]
    year: i32,
}

impl Check for StatementQuery {
    fn check(&self, faults: &mut Faults) {
        faults.range("?year", self.year, 2000..=2199);
    }
}

/// The statement of a year, in fen.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CareStatementOut {
    /// The township.
    pub organization_id: Uuid,
    /// The year.
    pub year: i32,
    /// What the fund held as it began.
    pub opening_fen: i64,
    /// What was put in of dues, less what was taken back.
    pub inflow_fen: i64,
    /// What was paid out, less what was taken back.
    pub outflow_fen: i64,
    /// What the fund holds at its end, or now.
    pub closing_fen: i64,
    /// What was paid out, less what was taken back, by list; below zero where more was taken back in the year.
    pub lists: Vec<ListSumOut>,
    /// The lines, the newest first: for the township's own people only, empty for overseers.
    pub items: Vec<CareLineOut>,
    /// For the next page of lines.
    pub next_cursor: Option<String>,
}

/// What was paid out for a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ListSumOut {
    /// `care`, `encouragement` or `support`.
    pub kind: &'static str,
    /// How much, in fen.
    pub fen: i64,
}

/// A line with its name and receipt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CareLineOut {
    /// Its id.
    pub id: Uuid,
    /// `inflow`, `taken_back`, `payment`, or the `reversal` of one.
    pub line: &'static str,
    /// The day.
    pub on: WireDay,
    /// How much, in fen; above zero.
    pub fen: i64,
    /// Of what was put in or taken back: the year of the dues.
    pub dues_year: Option<i32>,
    /// Of a payment that was taken back: the line that says so.
    pub reversed_by: Option<Uuid>,
    /// Of a reversal: the payment that it takes back.
    pub reverses: Option<Uuid>,
    /// Of a payment or its reversal: the entry.
    pub entry_id: Option<Uuid>,
    /// Whom it was for.
    pub member_name: Option<String>,
    /// What the receipt says; of a reversal why.
    pub receipt: Option<String>,
}

/// Shows the statement of a care fund's year.
///
/// Sums for all who read for the township; the lines with names and receipts for its administrators and committee only,
/// never for overseers. The audit log says who read it.
#[utoipa::path(
    tag = "care",
    params(("organizationId" = Uuid, Path, description = "The township"), PageQuery, StatementQuery),
    responses((status = 200, body = CareStatementOut, description = "The statement", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000001", "year": 2024, "openingFen": 0, "inflowFen": 180000,
        "outflowFen": 50000, "closingFen": 130000, "lists": [{ "kind": "support", "fen": 50000 }],
        "items": [{ "id": "018e0f6a-0000-7000-8000-000000000083", "line": "payment", "on": "2024-03-01",
            "fen": 50000, "duesYear": null, "reversedBy": null, "reverses": null,
            "entryId": "018e0f6a-0000-7000-8000-000000000081", "memberName": "蒋远嘉", "receipt": "收条第3号" }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "organization.not_found", "care_fund.not_found", "list.bad_cursor"
    ]))),
)]
#[get("/care-fund/{organizationId}/statement")]
pub(in super::super) async fn get_care_fund_statement(
    app: Data<App>,
    permit: Permit<rights::Read>,
    id: PathId<OrganizationId>,
    list: ListParams<StatementQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let year = list.filter.year;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let township = township(tx, &permit.reach, id.0).await?;
        let mut out = sums(tx, township.id, year).await?;
        if permit.caller.reach(Right::Review).covers(&township.path) {
            let limit = u64::from(list.page.limit) + 1;
            let lines = rows::movements(tx, &app.vault, township.id, year, before, limit).await?;
            let (lines, next_cursor) = list.page.cut(lines, |line| line.id)?;
            (out.items, out.next_cursor) = (named(tx, lines).await?, next_cursor);
        }
        Ok((out, township.path))
    };
    let (out, path) = app.database.read(read).await?;
    permit.disclosed(&app, "care_fund.statement", Some(("organization", id.0.0)), Some(path)).await?;
    Ok(HttpResponse::Ok().json(out))
}

/// The sums of a year, and what came of the years before it.
async fn sums(tx: &Tx, township: OrganizationId, year: i32) -> StoreResult<CareStatementOut> {
    let (mut opening, mut inflow, mut outflow) = (0, 0, 0);
    let mut lists: BTreeMap<Kind, i64> = BTreeMap::new();
    let sums = rows::sums(tx, township).await?;
    let entries = rows::by_ids(tx, sums.iter().filter_map(|(_, _, entry, _)| *entry)).await?;
    for (of, line, entry, fen) in sums {
        if of < year {
            opening += line.signed(fen);
        } else if of == year && matches!(line, FundLine::Payment | FundLine::Reversal) {
            let paid = -line.signed(fen);
            outflow += paid;
            if let Some(entry) = entry.and_then(|entry| entries.get(&entry)) {
                *lists.entry(entry.kind).or_default() += paid;
            }
        } else if of == year {
            inflow += line.signed(fen);
        }
    }
    Ok(CareStatementOut {
        organization_id: township.0,
        year,
        opening_fen: opening,
        inflow_fen: inflow,
        outflow_fen: outflow,
        closing_fen: opening + inflow - outflow,
        lists: lists.into_iter().map(|(kind, fen)| ListSumOut { kind: kind.code(), fen }).collect(),
        items: Vec::new(),
        next_cursor: None,
    })
}

async fn named(tx: &Tx, lines: Vec<Movement>) -> StoreResult<Vec<CareLineOut>> {
    let entries: HashMap<CareId, Entry> = rows::by_ids(tx, lines.iter().filter_map(|line| line.entry)).await?;
    let names: HashMap<MemberId, String> = members::names_of(tx, entries.values().map(|entry| entry.member)).await?;
    let ids: Vec<Uuid> = lines.iter().map(|line| line.id).collect();
    let reversed_by = rows::reversals_among(tx, &ids).await?;
    let reverses: HashMap<Uuid, Uuid> = reversed_by.iter().map(|(payment, reversal)| (*reversal, *payment)).collect();
    let out = lines.into_iter().map(|line| CareLineOut {
        id: line.id,
        reversed_by: reversed_by.get(&line.id).copied(),
        reverses: reverses.get(&line.id).copied(),
        line: line.line.code(),
        on: WireDay(line.on),
        fen: line.fen,
        dues_year: line.dues_year,
        entry_id: line.entry.map(Into::into),
        member_name: line.entry.and_then(|entry| names.get(&entries.get(&entry)?.member)).cloned(),
        receipt: line.note,
    });
    Ok(out.collect())
}
