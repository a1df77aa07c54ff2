//! Who owes a quarterly report, and who has made it (S2-6, S3-2).

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::declarations::{Declaration, ReportDuty, report_duty};
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::members::Member;
use xianfeng_domain::rulebook::RuleBook;
use xianfeng_domain::time::{Day, Period, PeriodKind};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{aways, declarations as rows, members, organizations, rulebooks};

use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WirePeriod;

/// A report that a member owes.
#[derive(Clone, Debug)]
pub struct ReportDue {
    /// Who owes it, as they stand for the quarter.
    pub member: Member,
    /// Why.
    pub duty: ReportDuty,
    /// The report, open or registered, if it was made.
    pub report: Option<Declaration>,
}

/// Who within reach owes a report on a quarter, in roster order. A report that waits for the branch
/// is made, and stays made when its points are taken back later.
///
/// # Errors
/// The store's fault.
pub async fn reports_due(tx: &Tx, reach: &Reach, quarter: Period, today: Day) -> StoreResult<Vec<ReportDue>> {
    let standing = members::standing_for_period(tx, reach, quarter, today).await?;
    let ids: Vec<MemberId> = standing.iter().map(|member| member.id).collect();
    let aways = aways::of_members(tx, &ids).await?;
    let mut reports = rows::live_reports(tx, &ids, quarter).await?;
    let on_day = std::cmp::Ord::clamp(today, quarter.start(), quarter.last_day());
    let mut books: HashMap<OrganizationId, Option<std::sync::Arc<RuleBook>>> = HashMap::new();
    let mut due = Vec::new();
    for member in standing {
        let branch = member.standing.branch;
        if let Entry::Vacant(unread) = books.entry(branch) {
            let book = rulebooks::effective(tx, &member.standing.branch_path, on_day).await?;
            unread.insert(book.map(|book| book.book));
        }
        let Some(Some(book)) = books.get(&branch) else { continue };
        if let Some(duty) = report_duty(&member, book, &aways, quarter) {
            let report = reports.remove(&member.id);
            due.push(ReportDue { member, duty, report });
        }
    }
    Ok(due)
}

/// Of those, who has made none: for the quarterly audit (S2-4).
///
/// # Errors
/// The store's fault.
pub async fn reports_missing(tx: &Tx, reach: &Reach, quarter: Period, today: Day) -> StoreResult<Vec<ReportDue>> {
    let due = reports_due(tx, reach, quarter, today).await?;
    Ok(due.into_iter().filter(|due| due.report.is_none()).collect())
}

/// Of whom, and of which quarter.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DueQuery {
    /// Of this organization and what lies below.
    organization_id: Uuid,
    /// The quarter.
    #[param(value_type = String, example = "2024-Q1")]
    period: WirePeriod,
}

impl Check for DueQuery {
    fn check(&self, faults: &mut Faults) {
        if self.period.0.kind() != PeriodKind::Quarter {
            faults.add("?period", FaultCode::Invalid);
        }
    }
}

/// A page of who owes a report.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportsDueOut {
    /// One a member.
    pub items: Vec<ReportDueOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A member who owes a report.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportDueOut {
    /// The member.
    pub member_id: Uuid,
    /// The name.
    pub member_name: String,
    /// The branch.
    pub branch_id: Uuid,
    /// Why: `category` (the rule book says so) or `away` (the whole quarter).
    pub duty: &'static str,
    /// Whether it was made.
    pub done: bool,
    /// The report.
    pub declaration_id: Option<Uuid>,
    /// `open` or `registered`.
    pub state: Option<&'static str>,
}

impl From<&ReportDue> for ReportDueOut {
    fn from(due: &ReportDue) -> Self {
        Self {
            member_id: due.member.id.0,
            member_name: due.member.name.clone(),
            branch_id: due.member.standing.branch.0,
            duty: due.duty.code(),
            done: due.report.is_some(),
            declaration_id: due.report.as_ref().map(|report| report.id.0),
            state: due.report.as_ref().map(|report| report.state.code()),
        }
    }
}

/// Lists who owes a quarterly report, in roster order.
///
/// Whose category reports by the rule book, and who was away the whole quarter; nobody who is exempt.
/// Each with the report if it was made. The audit log says who asked.
#[utoipa::path(
    tag = "declarations",
    params(PageQuery, DueQuery),
    responses((status = 200, body = ReportsDueOut, description = "A page", example = json!({ "items": [
        { "memberId": "018e0f6a-0000-7000-8000-000000000004", "memberName": "蒋远嘉",
            "branchId": "018e0f6a-0000-7000-8000-000000000002", "duty": "away", "done": false,
            "declarationId": null, "state": null }
    ], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "organization.not_found", "list.bad_cursor"]))),
)]
#[get("/reports/due")]
pub(super) async fn list_reports_due(
    app: Data<App>,
    permit: Permit<rights::Read>,
    list: ListParams<DueQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<(i64, Uuid)>()?;
    let id = OrganizationId(list.filter.organization_id);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = organizations::find(tx, &permit.reach, id).await?.ok_or(Code::OrganizationNotFound)?;
        let reach = Reach::under(organization.path.clone());
        Ok((reports_due(tx, &reach, list.filter.period.0, permit.today()).await?, organization.path))
    };
    let (mut due, path) = app.database.read(read).await?;
    let place = |due: &ReportDue| (due.member.roster_order, due.member.id.0);
    due.retain(|due| after.is_none_or(|after| place(due) > after));
    let (due, next_cursor) = list.page.cut(due, place)?;
    if !due.is_empty() {
        permit.disclosed(&app, "reports.due", Some(("organization", id.0)), Some(path)).await?;
    }
    let items = due.iter().map(ReportDueOut::from).collect();
    Ok(HttpResponse::Ok().json(ReportsDueOut { items, next_cursor }))
}
