//! Objections on the wire: for those who decide, and for who made one.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::objections::{Ground, Objection};
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members;

use crate::http::wire::{WirePeriod, WireTime};

/// An objection as those read it who decide. It never says who objected.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ObjectionOut {
    /// Its id.
    pub id: Uuid,
    /// The closing.
    pub closing_id: Uuid,
    /// Its period.
    pub period: WirePeriod,
    /// The edition that it is against.
    pub edition_id: Uuid,
    /// The edition's number.
    pub edition: u32,
    /// The township or branch whose notice was read.
    pub organization_id: Uuid,
    /// The row's number there; none for a row that is on no public list.
    pub row: Option<u32>,
    /// Whose row it is.
    pub member_id: Uuid,
    /// Their name.
    pub member_name: Option<String>,
    /// What is objected.
    pub text: String,
    /// The entry that is meant.
    pub entry_id: Option<Uuid>,
    /// When it was made.
    pub made_at: WireTime,
    /// `held`, `admitted`, `set_aside`, `upheld`, `refused`, `carried` or `withdrawn`.
    pub state: &'static str,
    /// Whether it is decided above the branch of the row.
    pub above_branch: bool,
    /// Why it was not taken up: `insult`, `not_about_points` or `double`.
    pub ground: Option<&'static str>,
    /// The published answer.
    pub answer: Option<String>,
    /// The committee's reason, which is not published.
    pub reason: Option<String>,
    /// The number of the edition that the correction made.
    pub edition_made: Option<u32>,
    /// When it was decided or set aside.
    pub decided_at: Option<WireTime>,
}

/// Objections for those who decide, in order.
///
/// # Errors
/// The store's fault.
pub(super) async fn objections_out(tx: &Tx, objections: &[Objection]) -> StoreResult<Vec<ObjectionOut>> {
    let names = members::names_of(tx, objections.iter().map(|objection| objection.member)).await?;
    let out = objections.iter().map(|objection| ObjectionOut {
        id: objection.id.0,
        closing_id: objection.closing.0,
        period: WirePeriod(objection.period),
        edition_id: objection.edition.0,
        edition: objection.edition_number,
        organization_id: objection.organization.0,
        row: objection.row,
        member_id: objection.member.0,
        member_name: names.get(&objection.member).cloned(),
        text: objection.text.clone(),
        entry_id: objection.entry.map(Into::into),
        made_at: objection.made_at.into(),
        state: objection.state.code(),
        above_branch: objection.review_path != objection.path,
        ground: objection.ground.map(Ground::code),
        answer: objection.answer.clone(),
        reason: objection.reason.clone(),
        edition_made: objection.edition_made,
        decided_at: objection.decided_at.map(Into::into),
    });
    Ok(out.collect())
}

/// An objection as who made it reads it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnObjectionOut {
    /// Its id.
    pub id: Uuid,
    /// The period.
    pub period: WirePeriod,
    /// The edition that it is against.
    pub edition_id: Uuid,
    /// The edition's number.
    pub edition: u32,
    /// The township or branch whose notice was read.
    pub organization_id: Uuid,
    /// The row's number there; none for an own row that is on no public list.
    pub row: Option<u32>,
    /// What is objected.
    pub text: String,
    /// The entry that is meant.
    pub entry_id: Option<Uuid>,
    /// When it was made.
    pub made_at: WireTime,
    /// `admitted`, `upheld`, `refused`, `carried` or `withdrawn`.
    pub state: &'static str,
    /// The answer.
    pub answer: Option<String>,
    /// The number of the edition that the correction made.
    pub edition_made: Option<u32>,
    /// When it was decided.
    pub decided_at: Option<WireTime>,
}

/// An objection for who made it.
pub(super) fn own_objection_out(objection: &Objection) -> OwnObjectionOut {
    OwnObjectionOut {
        id: objection.id.0,
        period: WirePeriod(objection.period),
        edition_id: objection.edition.0,
        edition: objection.edition_number,
        organization_id: objection.organization.0,
        row: objection.row,
        text: objection.text.clone(),
        entry_id: objection.entry.map(Into::into),
        made_at: objection.made_at.into(),
        state: objection.state.code(),
        answer: objection.answer.clone(),
        edition_made: objection.edition_made,
        decided_at: objection.decided_at.map(Into::into),
    }
}

/// A line of the audit log about a step of who objected: without who, where from and which request,
/// since overseers read the log.
///
/// # Errors
/// The store's fault.
pub(super) async fn audit_unnamed(tx: &Tx, action: &str, objection: &Objection, now: DateTime<Utc>) -> StoreResult<()> {
    let record = Record {
        action: action.to_owned(),
        subject_kind: Some("objection"),
        subject: Some(objection.id.0),
        organization: Some(objection.review_path.clone()),
        ..Record::default()
    };
    audit::write(tx, record, now).await
}

/// The deciders' example in the document.
pub(super) fn objection_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000091", "closingId": "018e0f6a-0000-7000-8000-000000000081",
        "period": "2024-Q1", "editionId": "018e0f6a-0000-7000-8000-000000000082", "edition": 1,
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "row": 3,
        "memberId": "018e0f6a-0000-7000-8000-000000000004", "memberName": "蒋远嘉",
        "text": "3 月 1 日的巡山登记了两次", "entryId": "018e0f6a-0000-7000-8000-000000000006",
        "madeAt": "2024-04-03T18:00:00+08:00", "state": "admitted", "aboveBranch": false, "ground": null,
        "answer": null, "reason": null, "editionMade": null, "decidedAt": null
    })
}

/// The objector's example in the document.
pub(super) fn own_objection_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000091", "period": "2024-Q1",
        "editionId": "018e0f6a-0000-7000-8000-000000000082", "edition": 1,
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "row": 3, "text": "3 月 1 日的巡山登记了两次",
        "entryId": null, "madeAt": "2024-04-03T18:00:00+08:00", "state": "admitted", "answer": null,
        "editionMade": null, "decidedAt": null
    })
}
