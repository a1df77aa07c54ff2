//! Quarterly audits on the wire.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, AuditId};
use xianfeng_domain::quarterly_audit::{Line, QuarterlyAudit, Refusal};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::{accounts, members, organizations, quarterly_audit as rows, rulebooks};

use crate::failure::Failure;
use crate::http::extract::PathNoun;
use crate::http::problem::{Code, Problem, Text};
use crate::http::wire::{WireDay, WirePeriod, WirePoints, WireTime};

impl PathNoun for AuditId {
    const NOT_FOUND: Code = Code::AuditNotFound;
}

/// A quarterly audit.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditOut {
    /// Its id.
    pub id: Uuid,
    /// The branch.
    pub organization_id: Uuid,
    /// The branch's name.
    pub organization_name: String,
    /// The quarter.
    #[schema(value_type = WirePeriod)]
    pub period: WirePeriod,
    /// `open` or `signed`.
    pub state: &'static str,
    /// When it was opened.
    pub opened_at: WireTime,
    /// How many lines it has.
    pub lines: u64,
    /// How many of them are undecided.
    pub undecided: u64,
    /// Who signed.
    pub signed_by: Option<String>,
    /// When.
    pub signed_at: Option<WireTime>,
    /// The committee's meeting that decided.
    pub meeting: Option<String>,
}

/// A line of a quarterly audit.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LineOut {
    /// Its id.
    pub id: Uuid,
    /// Whom it concerns.
    pub member_id: Uuid,
    /// Their name.
    pub member_name: String,
    /// `deduction`, `withhold_base` or `cancel_entry`.
    pub kind: &'static str,
    /// `absence`, `dues`, `report`, `villager_report`, `entry` or `hand`.
    pub source: &'static str,
    /// The item to deduct under; without one the line can only be noted or excused.
    pub item: Option<String>,
    /// The item's name.
    pub item_name: Option<String>,
    /// What is proposed, without a sign.
    pub points: Option<WirePoints>,
    /// The day of the deed.
    pub on: WireDay,
    /// What happened.
    pub what: String,
    /// The entry that would be taken back.
    pub entry_id: Option<Uuid>,
    /// `deduct`, `excuse` or `note`; absent while undecided.
    pub decision: Option<&'static str>,
    /// How much is deducted, without a sign.
    pub decided_points: Option<WirePoints>,
    /// Why.
    pub reason: Option<String>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// The ledger entry that the signature wrote: a change needs its reversal.
    pub written_entry_id: Option<Uuid>,
}

/// The names behind accounts.
pub(crate) async fn names_behind(
    tx: &Tx,
    ids: impl IntoIterator<Item = AccountId>,
) -> StoreResult<HashMap<AccountId, String>> {
    let persons = accounts::persons_behind(tx, ids).await?;
    let names = members::names(tx, persons.values().copied()).await?;
    Ok(persons.into_iter().filter_map(|(account, person)| Some((account, names.get(&person)?.clone()))).collect())
}

/// One audit for the wire.
///
/// # Errors
/// The store's fault.
pub(super) async fn audit_out(tx: &Tx, audit: &QuarterlyAudit) -> StoreResult<AuditOut> {
    let out = audits_out(tx, std::slice::from_ref(audit)).await?.pop();
    out.ok_or_else(|| StoreError::corrupt("an audit vanished"))
}

/// Audits for the wire, in order, with a few queries for all of them.
///
/// # Errors
/// The store's fault.
pub(super) async fn audits_out(tx: &Tx, audits: &[QuarterlyAudit]) -> StoreResult<Vec<AuditOut>> {
    let counts = rows::counts(tx, audits.iter().map(|audit| audit.id)).await?;
    let names = names_behind(tx, audits.iter().filter_map(|audit| Some(audit.signature.as_ref()?.by))).await?;
    let mut out = Vec::with_capacity(audits.len());
    for audit in audits {
        let signature = audit.signature.as_ref();
        let organization = organizations::find_open(tx, audit.organization).await?;
        let (lines, decided) = counts.get(&audit.id).copied().unwrap_or_default();
        out.push(AuditOut {
            id: audit.id.0,
            organization_id: audit.organization.0,
            organization_name: organization.map(|organization| organization.name).unwrap_or_default(),
            period: WirePeriod(audit.period),
            state: if signature.is_some() { "signed" } else { "open" },
            opened_at: audit.opened_at.into(),
            lines,
            undecided: lines.saturating_sub(decided),
            signed_by: signature.and_then(|signature| names.get(&signature.by).cloned()),
            signed_at: signature.map(|signature| signature.at.into()),
            meeting: signature.map(|signature| signature.meeting.clone()),
        });
    }
    Ok(out)
}

/// Lines for the wire, in order.
///
/// # Errors
/// The store's fault.
pub(super) async fn lines_out(tx: &Tx, lines: &[Line]) -> StoreResult<Vec<LineOut>> {
    let names = members::names_of(tx, lines.iter().map(|line| line.member)).await?;
    let deciders = names_behind(tx, lines.iter().filter_map(|line| Some(line.decided.as_ref()?.by))).await?;
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let decided = line.decided.as_ref();
        out.push(LineOut {
            id: line.id,
            member_id: line.member.0,
            member_name: names.get(&line.member).cloned().unwrap_or_default(),
            kind: line.kind.code(),
            source: line.source.code(),
            item: line.item.clone(),
            item_name: item_name(tx, line).await?,
            points: line.points.map(Into::into),
            on: WireDay(line.deed_on),
            what: line.what.clone(),
            entry_id: line.entry.map(Into::into),
            decision: decided.map(|decided| decided.decision.code()),
            decided_points: decided.and_then(|decided| decided.points).map(Into::into),
            reason: decided.map(|decided| decided.reason.clone()),
            decided_by: decided.and_then(|decided| deciders.get(&decided.by).cloned()),
            written_entry_id: line.written.map(Into::into),
        });
    }
    Ok(out)
}

/// The name of a line's item, in its rule-book version.
///
/// # Errors
/// The store's fault.
pub(crate) async fn item_name(tx: &Tx, line: &Line) -> StoreResult<Option<String>> {
    let Some((book, item)) = line.rule_book.zip(line.item.as_deref()) else { return Ok(None) };
    Ok(rulebooks::find(tx, book).await?.and_then(|book| book.item(item).map(|item| item.name.clone())))
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let problem = match refusal {
            Refusal::OwnLine => Problem::new(Code::AuditOwnLine),
            Refusal::NoItem => Problem::new(Code::AuditNoItem),
            Refusal::PointsOutOfRange { min, max } => {
                let range = Text::fixed("扣分应在 {} 之间，请修改。", "Points must lie within {}: correct them.");
                Problem::new(Code::AuditPointsOutOfRange).detail(range.with(&format!("{min}–{max}")))
            }
            Refusal::PointsUnneeded => Problem::new(Code::AuditPointsUnneeded),
            Refusal::Undecided { left } => {
                let text = Text::fixed(
                    "还有 {} 条没有决定，请逐条决定后再签字。",
                    "{} lines are undecided: decide each of them, then sign.",
                );
                Problem::new(Code::AuditUndecided).member("undecided", left).detail(text.with(&left.to_string()))
            }
        };
        Self::Refused(problem)
    }
}

/// The example of an audit in the document.
pub(super) fn audit_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000051", "organizationId": "018e0f6a-0000-7000-8000-000000000002",
        "organizationName": "北沟村党支部", "period": "2024-Q1", "state": "signed",
        "openedAt": "2024-03-25T18:00:00+08:00", "lines": 3, "undecided": 0, "signedBy": "王秀英",
        "signedAt": "2024-04-02T18:00:00+08:00", "meeting": "2024年4月2日支委会"
    })
}

/// The example of a line in the document.
pub(super) fn line_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000052", "memberId": "018e0f6a-0000-7000-8000-000000000004",
        "memberName": "蒋远嘉", "kind": "deduction", "source": "dues", "item": "dues_late", "itemName": "不按时交纳党费",
        "points": 2, "on": "2024-03-31", "what": "2024-03党费逾期未交", "entryId": null, "decision": "deduct",
        "decidedPoints": 2, "reason": "经提醒仍未交纳", "decidedBy": "王秀英",
        "writtenEntryId": "018e0f6a-0000-7000-8000-000000000006"
    })
}
