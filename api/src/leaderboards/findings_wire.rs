//! Findings as clients see them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::boards::{Finding, Found, RunningPlace};
use xianfeng_domain::members::Member;
use xianfeng_domain::rulebook::{Consequence, Trigger};
use xianfeng_domain::time::PeriodKind;

use crate::http::wire::{WirePeriod, WirePoints};

/// A page of findings.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FindingsOut {
    /// Where was looked.
    pub organization_id: Uuid,
    /// The newest period looked at.
    pub period: WirePeriod,
    /// The consequences that look at such a period, in the book's order.
    pub consequences: Vec<ConsequenceOut>,
    /// Who meets one, by consequence, then in the order of the roster.
    pub items: Vec<FindingOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A consequence of the rule book.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsequenceOut {
    /// Stable code.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// What it takes: `grade`, `bottom_share`, `below_base`, `no_additions`, `deductions` or
    /// `running_total`.
    pub trigger: &'static str,
    /// `month`, `quarter` or `year`.
    pub per: &'static str,
    /// In how many such periods in a row.
    pub in_a_row: u32,
    /// The steps that people may take then.
    pub steps: Vec<String>,
    /// The days within which the member is to improve.
    pub deadline_days: Option<u32>,
}

/// A member who meets a consequence.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FindingOut {
    /// The consequence's code.
    pub consequence: String,
    /// The member.
    pub member_id: Uuid,
    /// The name.
    pub name: String,
    /// The present branch's name.
    pub branch_name: String,
    /// The present category's code.
    pub category: String,
    /// Every period in a row, the newest first.
    pub periods: Vec<FoundOut>,
}

/// How the member stood in one of them.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FoundOut {
    /// The period.
    pub period: WirePeriod,
    /// The total.
    pub total: WirePoints,
    /// What was gained, base points included.
    pub additions: WirePoints,
    /// What was deducted; zero or below.
    pub deductions: WirePoints,
    /// The base points that the member holds in it.
    pub base: WirePoints,
    /// The base points of the category, withheld or not.
    pub base_due: WirePoints,
    /// The rank in the township.
    pub rank: u32,
    /// Among so many counted members.
    pub counted: u32,
    /// The code of the grade.
    pub grade: Option<String>,
    /// With the periods before it, where the consequence asks for that.
    pub running: Option<RunningOut>,
}

/// A running total.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RunningOut {
    /// The first period that it holds.
    pub from: WirePeriod,
    /// The total.
    pub total: WirePoints,
    /// One more than have a better one.
    pub place: u32,
    /// Among so many who belonged all the time.
    pub counted: u32,
}

/// A consequence for the wire.
pub(super) fn consequence_out(consequence: &Consequence) -> ConsequenceOut {
    ConsequenceOut {
        code: consequence.code.clone(),
        name: consequence.name.clone(),
        trigger: match consequence.trigger {
            Trigger::Grade(_) => "grade",
            Trigger::BottomShare(_) => "bottom_share",
            Trigger::BelowBase => "below_base",
            Trigger::NoAdditions => "no_additions",
            Trigger::Deductions(_) => "deductions",
            Trigger::RunningTotal { .. } => "running_total",
        },
        per: match consequence.per {
            PeriodKind::Month => "month",
            PeriodKind::Quarter => "quarter",
            PeriodKind::Year => "year",
        },
        in_a_row: consequence.in_a_row,
        steps: consequence.steps.clone(),
        deadline_days: consequence.deadline_days,
    }
}

/// A finding for the wire.
pub(super) fn finding_out(consequence: String, member: &Member, finding: Finding) -> FindingOut {
    FindingOut {
        consequence,
        member_id: member.id.0,
        name: member.name.clone(),
        branch_name: member.standing.branch_name.clone(),
        category: member.standing.category.clone(),
        periods: finding.periods.into_iter().map(found_out).collect(),
    }
}

/// How a member stood in a period, for the wire.
pub(crate) fn found_out(Found { period, figures, running }: Found) -> FoundOut {
    FoundOut {
        period: WirePeriod(period),
        total: figures.total.into(),
        additions: figures.additions.into(),
        deductions: figures.deductions.into(),
        base: figures.base.into(),
        base_due: figures.due.into(),
        rank: figures.rank,
        counted: figures.counted,
        grade: figures.grade,
        running: running.map(running_out),
    }
}

fn running_out(running: RunningPlace) -> RunningOut {
    RunningOut {
        from: WirePeriod(running.from),
        total: running.total.into(),
        place: running.place,
        counted: running.counted,
    }
}

/// The example in the document.
pub(super) fn findings_example() -> serde_json::Value {
    serde_json::json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000001", "period": "2024-Q2",
        "consequences": [{ "code": "two_low_quarters", "name": "连续两个季度靠后", "trigger": "grade",
            "per": "quarter", "inARow": 2, "steps": ["组织委员约谈", "支委结对帮扶"], "deadlineDays": 90 }],
        "items": [{ "consequence": "two_low_quarters", "memberId": "018e0f6a-0000-7000-8000-000000000004",
            "name": "蒋远嘉", "branchName": "赤石桥村党支部", "category": "ordinary", "periods": [
                { "period": "2024-Q2", "total": 1, "additions": 1, "deductions": 0, "base": 0, "baseDue": 0,
                    "rank": 478, "counted": 480, "grade": "low", "running": null },
                { "period": "2024-Q1", "total": 0, "additions": 2, "deductions": -2, "base": 0, "baseDue": 0,
                    "rank": 470, "counted": 478, "grade": "low", "running": null }
            ] }], "nextCursor": null
    })
}
