//! What was issued too much, and how much of it is recovered.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::{OrganizationId, OverIssueId};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::settlements::{self as rows, OverIssueFilter};
use xianfeng_infra::{members, organizations};

use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::{WirePeriod, WirePoints, WireTime};

/// Whose over-issues.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OverIssuesQuery {
    /// Of this organization and what lies below.
    organization_id: Option<Uuid>,
}

impl Check for OverIssuesQuery {}

/// What a member got too much because of one entry.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OverIssueOut {
    /// Its id.
    pub id: Uuid,
    /// The member.
    pub member_id: Uuid,
    /// The member's name.
    pub member_name: String,
    /// The branch whose fund has paid.
    pub organization_id: Uuid,
    /// The settlement that issued it.
    pub settlement_id: Uuid,
    /// Its period.
    pub period: WirePeriod,
    /// The entry that was wrong.
    pub entry_id: Uuid,
    /// Its reversal.
    pub reversal_id: Uuid,
    /// How many redemption points were too many.
    pub points: WirePoints,
    /// How many of them the next settlements took off.
    pub recovered_points: WirePoints,
    /// How many are open.
    pub open_points: WirePoints,
    /// How many were taken off in vain, since the reversal was mended later, and come back with the next
    /// settlement.
    pub due_back_points: WirePoints,
    /// How many of those came back.
    pub given_back_points: WirePoints,
    /// When it was found.
    pub found_at: WireTime,
    /// When a reinstatement mended it: nothing is open then.
    pub cancelled_at: Option<WireTime>,
}

/// A page of over-issues.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OverIssuesOut {
    /// The over-issues.
    pub items: Vec<OverIssueOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists what was issued too much, the newest first.
///
/// Found when an entry of a settled period is reversed; taken off the member's next settlements, never
/// out of the wallet. What was taken off before the reversal was mended comes back with the next settlement.
/// The audit log says that it was read.
#[utoipa::path(
    tag = "settlements",
    params(PageQuery, OverIssuesQuery),
    responses((status = 200, body = OverIssuesOut, description = "A page", example = json!({
        "items": [{
            "id": "018e0f6a-0000-7000-8000-000000000095", "memberId": "018e0f6a-0000-7000-8000-000000000004",
            "memberName": "蒋远嘉", "organizationId": "018e0f6a-0000-7000-8000-000000000002",
            "settlementId": "018e0f6a-0000-7000-8000-000000000091", "period": "2024-Q1",
            "entryId": "018e0f6a-0000-7000-8000-000000000006", "reversalId": "018e0f6a-0000-7000-8000-000000000008",
            "points": 20, "recoveredPoints": 0, "openPoints": 20, "dueBackPoints": 0, "givenBackPoints": 0,
            "foundAt": "2024-05-06T09:30:00+08:00",
            "cancelledAt": null
        }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "list.bad_cursor", "auth.forbidden"]))),
)]
#[get("/over-issues")]
pub(super) async fn list_over_issues(
    app: Data<App>,
    permit: Permit<rights::Read>,
    list: ListParams<OverIssuesQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(OverIssueId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = organizations::find(tx, &permit.reach, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let limit = u64::from(list.page.limit) + 1;
        let filter = OverIssueFilter { organization: organization.clone(), before, limit };
        let found = rows::over_issues(tx, &permit.reach, &filter).await?;
        let (found, next_cursor) = list.page.cut(found, |over| over.id.0)?;
        let names = members::names_of(tx, found.iter().map(|over| over.member)).await?;
        let mut items = Vec::with_capacity(found.len());
        for over in found {
            let settlement = rows::find_any(tx, over.settlement).await?;
            let settlement = settlement.ok_or_else(|| StoreError::corrupt("an over-issue without its settlement"))?;
            items.push(OverIssueOut {
                id: over.id.0,
                member_id: over.member.0,
                member_name: names.get(&over.member).cloned().unwrap_or_default(),
                organization_id: over.organization.0,
                settlement_id: over.settlement.0,
                period: WirePeriod(settlement.period),
                entry_id: over.entry.0,
                reversal_id: over.reversal.0,
                points: over.debt.points.into(),
                recovered_points: over.debt.recovered.into(),
                open_points: over.debt.open().into(),
                due_back_points: over.debt.due_back().into(),
                given_back_points: over.debt.given_back.into(),
                found_at: over.found_at.into(),
                cancelled_at: over.cancelled_at.map(Into::into),
            });
        }
        Ok((OverIssuesOut { items, next_cursor }, organization))
    };
    let (out, organization) = app.database.read(read).await?;
    let place = Act::place_read(&permit.reach, organization);
    permit.disclosed(&app, "over_issues.list", None, place).await?;
    Ok(HttpResponse::Ok().json(out))
}
