//! Villagers' reports on the wire: for the committee, and for who reported.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::villager_reports::{Refusal, State, VillagerReport};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members;

use crate::failure::Failure;
use crate::http::extract::PathNoun;
use crate::http::problem::{Code, FaultCode, Faults};
use crate::http::wire::{WireDay, WirePoints, WireTime};

/// A villager's report.
#[derive(Clone, Copy, Debug)]
pub(super) struct VillagerReportId(pub(super) Uuid);

impl From<Uuid> for VillagerReportId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl std::fmt::Display for VillagerReportId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl PathNoun for VillagerReportId {
    const NOT_FOUND: Code = Code::VillagerReportNotFound;
}

/// A villager's report as the committee reads it. It never says who reported.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VillagerReportOut {
    /// Its id.
    pub id: Uuid,
    /// About whose members.
    pub organization_id: Uuid,
    /// Whom it is about, in the villager's words.
    pub about: String,
    /// The member, once known.
    pub member_id: Option<Uuid>,
    /// Their name.
    pub member_name: Option<String>,
    /// What is reported.
    pub what: String,
    /// The day of the deed.
    pub on: Option<WireDay>,
    /// When it came in.
    pub received_at: WireTime,
    /// `open`, `founded`, `unfounded` or `needs_talk`.
    pub state: &'static str,
    /// Whether the township weighs it in the place of the organization that it is about.
    pub at_township: bool,
    /// Why it was weighed so.
    pub reason: Option<String>,
    /// The deduction that is proposed to the quarterly audit.
    pub item: Option<String>,
    /// How much of it, without a sign.
    pub points: Option<WirePoints>,
    /// The entry whose points are to be cancelled.
    pub entry_id: Option<Uuid>,
    /// When it was weighed.
    pub weighed_at: Option<WireTime>,
    /// The line of a quarterly audit that took it up.
    pub audit_line_id: Option<Uuid>,
}

/// Reports for the committee, in order.
///
/// # Errors
/// The store's fault.
pub(super) async fn reports_out(tx: &Tx, reports: &[VillagerReport]) -> StoreResult<Vec<VillagerReportOut>> {
    let names = members::names_of(tx, reports.iter().filter_map(|report| report.member)).await?;
    let out = reports.iter().map(|report| VillagerReportOut {
        id: report.id,
        organization_id: report.organization.0,
        about: report.about.clone(),
        member_id: report.member.map(Into::into),
        member_name: report.member.and_then(|member| names.get(&member).cloned()),
        what: report.what.clone(),
        on: report.happened_on.map(WireDay),
        received_at: report.received_at.into(),
        state: report.state.code(),
        at_township: report.review_path != report.path,
        reason: report.reason.clone(),
        item: report.item.clone(),
        points: report.points.map(Into::into),
        entry_id: report.entry.map(Into::into),
        weighed_at: report.weighed_at.map(Into::into),
        audit_line_id: report.audit_line,
    });
    Ok(out.collect())
}

/// A report as who sent it reads it: what they wrote, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnReportOut {
    /// Its id.
    pub id: Uuid,
    /// About whose members.
    pub organization_id: Uuid,
    /// Whom it is about.
    pub about: String,
    /// What is reported.
    pub what: String,
    /// The day of the deed.
    pub on: Option<WireDay>,
    /// When it came in.
    pub received_at: WireTime,
    /// `open`, `founded`, `unfounded` or `needs_talk`.
    pub state: &'static str,
    /// When it was weighed.
    pub weighed_at: Option<WireTime>,
}

/// A report for who sent it.
pub fn own_report_out(report: &VillagerReport) -> OwnReportOut {
    OwnReportOut {
        id: report.id,
        organization_id: report.organization.0,
        about: report.about.clone(),
        what: report.what.clone(),
        on: report.happened_on.map(WireDay),
        received_at: report.received_at.into(),
        state: report.state.code(),
        weighed_at: report.weighed_at.map(Into::into),
    }
}

/// Checks a state in a query.
pub(super) fn check_state(faults: &mut Faults, state: Option<&str>) {
    if state.is_some_and(|state| State::from_code(state).is_none()) {
        faults.add_limit("?state", FaultCode::NotOneOf, State::ALL.map(State::code).join(", "));
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Weighed => Code::VillagerReportWeighed.into(),
            Refusal::Own => Code::VillagerReportOwn.into(),
        }
    }
}

/// The committee's example in the document.
pub(super) fn report_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000041", "organizationId": "018e0f6a-0000-7000-8000-000000000002",
        "about": "蒋*嘉", "memberId": "018e0f6a-0000-7000-8000-000000000004", "memberName": "蒋远嘉",
        "what": "登记了扫街，实际没有扫", "on": "2024-03-05", "receivedAt": "2024-03-06T18:00:00+08:00",
        "state": "founded", "atTownship": false, "reason": "经核实，当天没有清扫", "item": null, "points": null,
        "entryId": "018e0f6a-0000-7000-8000-000000000006", "weighedAt": "2024-03-08T18:00:00+08:00",
        "auditLineId": null
    })
}

/// The villager's example in the document.
pub(crate) fn own_report_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000041", "organizationId": "018e0f6a-0000-7000-8000-000000000002",
        "about": "蒋*嘉", "what": "登记了扫街，实际没有扫", "on": "2024-03-05",
        "receivedAt": "2024-03-06T18:00:00+08:00", "state": "open", "weighedAt": null
    })
}
