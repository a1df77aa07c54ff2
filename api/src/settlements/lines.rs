//! What a settlement gives to each member.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::{OrganizationId, SettlementId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::settlements::{self as rows, LineFilter, LineRow};
use xianfeng_infra::{members, organizations};

use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::WirePoints;

/// Which lines.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LinesQuery {
    /// Of this branch.
    organization_id: Option<Uuid>,
}

impl Check for LinesQuery {}

/// What a member gets, and why.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SettlementLineOut {
    /// The member.
    pub member_id: Uuid,
    /// The member's name.
    pub member_name: String,
    /// The branch whose fund pays.
    pub organization_id: Uuid,
    /// The grade's code in the edition.
    pub grade: Option<String>,
    /// The category's code in the edition.
    pub category: String,
    /// Why: `rate`, `no_grade`, `exempt` or `kept_out` by a veto.
    #[schema(example = "rate")]
    pub why: &'static str,
    /// What the rule book promises.
    pub nominal_points: WirePoints,
    /// What was issued too much before and was open when it was run.
    pub owed_points: WirePoints,
    /// What is taken off for it.
    pub recovered_points: WirePoints,
    /// What was taken off in vain before, since the reversal was mended later, and was due when it was run.
    pub due_back_points: WirePoints,
    /// What is given back of it.
    pub given_back_points: WirePoints,
    /// What the member gets: the promised points, where the fund does not suffice the same part of them for
    /// all, less what is taken off, and what is given back.
    pub points: WirePoints,
    /// What it is worth, in fen.
    pub fen: i64,
}

/// A page of lines.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SettlementLinesOut {
    /// The lines, village by village in the order of the roster.
    pub items: Vec<SettlementLineOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists what a settlement gives to each member.
///
/// Of the branches within reach, those with nothing included; the audit log says that it was read.
#[utoipa::path(
    tag = "settlements",
    params(("id" = Uuid, Path, description = "The settlement"), PageQuery, LinesQuery),
    responses((status = 200, body = SettlementLinesOut, description = "A page", example = json!({
        "items": [{
            "memberId": "018e0f6a-0000-7000-8000-000000000004", "memberName": "蒋远嘉",
            "organizationId": "018e0f6a-0000-7000-8000-000000000002", "grade": "excellent", "category": "ordinary",
            "why": "rate", "nominalPoints": 60, "owedPoints": 0, "recoveredPoints": 0,
            "dueBackPoints": 0, "givenBackPoints": 0, "points": 60, "fen": 6000
        }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!([
        "settlement.not_found", "organization.not_found", "list.bad_cursor", "auth.forbidden"
    ]))),
)]
#[get("/settlements/{id}/lines")]
pub(super) async fn list_settlement_lines(
    app: Data<App>,
    permit: Permit<rights::Read>,
    id: PathId<SettlementId>,
    list: ListParams<LinesQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<i64>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let settlement = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::SettlementNotFound)?;
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = organizations::find(tx, &permit.reach, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let limit = u64::from(list.page.limit) + 1;
        let filter = LineFilter { settlement: settlement.id, organization: organization.clone(), after, limit };
        let found = rows::lines(tx, &permit.reach, &filter).await?;
        let (found, next_cursor) = list.page.cut(found, |row| row.place)?;
        let names = members::names_of(tx, found.iter().map(|row| row.line.member)).await?;
        let name = |row: &LineRow| names.get(&row.line.member).cloned().unwrap_or_default();
        let items = found.iter().map(|row| line_out(row, name(row))).collect();
        Ok((SettlementLinesOut { items, next_cursor }, organization))
    };
    let (out, organization) = app.database.read(read).await?;
    let place = Act::place_read(&permit.reach, organization);
    permit.disclosed(&app, "settlements.lines", Some(("settlement", id.0.0)), place).await?;
    Ok(HttpResponse::Ok().json(out))
}

fn line_out(row: &LineRow, member_name: String) -> SettlementLineOut {
    let line = &row.line;
    let why = match line {
        line if line.exempt => "exempt",
        line if line.kept_out => "kept_out",
        line if line.grade.is_none() => "no_grade",
        _ => "rate",
    };
    SettlementLineOut {
        member_id: line.member.0,
        member_name,
        organization_id: row.organization.0,
        grade: line.grade.clone(),
        category: line.category.clone(),
        why,
        nominal_points: line.nominal.into(),
        owed_points: line.owed.into(),
        recovered_points: line.share.recovered.into(),
        due_back_points: line.due_back.into(),
        given_back_points: line.share.given_back.into(),
        points: line.share.points.into(),
        fen: line.share.fen,
    }
}
