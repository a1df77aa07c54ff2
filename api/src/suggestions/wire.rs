//! Suggestions on the wire.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::{Grant, Right};
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_domain::suggestions::{Refusal, Suggestion};
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{members, moderation};

use crate::failure::Failure;
use crate::http::problem::{Code, Problem};
use crate::http::wire::{WireDay, WirePoints, WireTime};

/// A suggestion for who handles it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionOut {
    /// Its id.
    pub id: Uuid,
    /// To whom it was made.
    pub organization_id: Uuid,
    /// The member who made it; absent for a villager.
    pub member_id: Option<Uuid>,
    /// The member's name.
    pub member_name: Option<String>,
    /// What is suggested.
    pub text: String,
    /// When it was made.
    pub made_at: WireTime,
    /// `received`, `taken_up`, `answered`, `adopted` or `declined`.
    pub state: &'static str,
    /// The last day for the answer.
    pub due_on: WireDay,
    /// Is that day over, and no answer there?
    pub overdue: bool,
    /// Is it handled above the organization that it was made to?
    pub above: bool,
    /// Who has taken it up, by name.
    pub taken_by: Option<String>,
    /// When it was taken up.
    pub taken_at: Option<WireTime>,
    /// The answer.
    pub answer: Option<String>,
    /// Are summary and answer for everybody?
    pub in_public: bool,
    /// What it is about, as everybody reads it.
    pub summary: Option<String>,
    /// Content safety of summary and answer: `waiting`, `passed`, `held` or `refused`; absent where not public.
    pub check_state: Option<&'static str>,
    /// When it was answered.
    pub decided_at: Option<WireTime>,
    /// What an adopted one was worth, before caps.
    pub points: Option<WirePoints>,
    /// The declaration through which it scored.
    pub declaration_id: Option<Uuid>,
    /// Grows with every change.
    pub version: u64,
}

/// Suggestions for who handles them, in order.
///
/// # Errors
/// The store's fault.
pub(super) async fn suggestions_out(
    tx: &Tx,
    suggestions: &[Suggestion],
    today: Day,
) -> StoreResult<Vec<SuggestionOut>> {
    let persons: BTreeSet<PersonId> =
        suggestions.iter().flat_map(|suggestion| [suggestion.person, suggestion.taken_by]).flatten().collect();
    let names = members::names(tx, persons).await?;
    let name = |person: Option<PersonId>| person.and_then(|person| names.get(&person).cloned());
    let checks = checks(tx, suggestions).await?;
    let out = suggestions.iter().map(|suggestion| SuggestionOut {
        id: suggestion.id.0,
        organization_id: suggestion.organization.0,
        member_id: suggestion.member.map(Into::into),
        member_name: name(suggestion.person),
        text: suggestion.text.clone(),
        made_at: suggestion.made_at.into(),
        state: suggestion.state.code(),
        due_on: WireDay(suggestion.due_on),
        overdue: suggestion.is_overdue(today),
        above: suggestion.review_path != suggestion.path,
        taken_by: name(suggestion.taken_by),
        taken_at: suggestion.taken_at.map(Into::into),
        answer: suggestion.answer.clone(),
        in_public: suggestion.in_public,
        summary: suggestion.summary.clone(),
        check_state: checks.get(&suggestion.id.0).map(|state| state.code()),
        decided_at: suggestion.decided_at.map(Into::into),
        points: suggestion.points.map(Into::into),
        declaration_id: suggestion.declaration.map(Into::into),
        version: suggestion.version,
    });
    Ok(out.collect())
}

/// The worse of what content safety says of summary and answer, of the public ones among some suggestions.
///
/// # Errors
/// The store's fault.
pub(super) async fn checks(tx: &Tx, suggestions: &[Suggestion]) -> StoreResult<HashMap<Uuid, CheckState>> {
    let ids: Vec<Uuid> =
        suggestions.iter().filter(|suggestion| suggestion.in_public).map(|suggestion| suggestion.id.0).collect();
    let summaries = moderation::states(tx, Subject::Suggestion, &ids).await?;
    let answers = moderation::states(tx, Subject::SuggestionAnswer, &ids).await?;
    let of = |found: &HashMap<Uuid, CheckState>, id: &Uuid| found.get(id).copied().unwrap_or(CheckState::Waiting);
    let worse = |id: Uuid| {
        let both = [of(&summaries, &id), of(&answers, &id)];
        let first = [CheckState::Refused, CheckState::Held, CheckState::Waiting];
        (id, first.into_iter().find(|state| both.contains(state)).unwrap_or(CheckState::Passed))
    };
    Ok(ids.into_iter().map(worse).collect())
}

/// A suggestion as the member who made it reads it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnSuggestionOut {
    /// Its id.
    pub id: Uuid,
    /// To whom it was made.
    pub organization_id: Uuid,
    /// What is suggested.
    pub text: String,
    /// When it was made.
    pub made_at: WireTime,
    /// `received`, `taken_up`, `answered`, `adopted` or `declined`.
    pub state: &'static str,
    /// The last day for the answer.
    pub due_on: WireDay,
    /// The answer.
    pub answer: Option<String>,
    /// When it was answered.
    pub decided_at: Option<WireTime>,
    /// What an adopted one was worth, before caps.
    pub points: Option<WirePoints>,
}

/// A suggestion for who made it.
pub(super) fn own_out(suggestion: &Suggestion) -> OwnSuggestionOut {
    OwnSuggestionOut {
        id: suggestion.id.0,
        organization_id: suggestion.organization.0,
        text: suggestion.text.clone(),
        made_at: suggestion.made_at.into(),
        state: suggestion.state.code(),
        due_on: WireDay(suggestion.due_on),
        answer: suggestion.answer.clone(),
        decided_at: suggestion.decided_at.map(Into::into),
        points: suggestion.points.map(Into::into),
    }
}

/// Those who may handle a suggestion where it lies; never its author.
pub(super) fn handlers(suggestion: &Suggestion, grants: &[Grant]) -> BTreeSet<PersonId> {
    let there = grants.iter().filter(|grant| grant.path == suggestion.review_path && grant.role.allows(Right::Review));
    there.map(|grant| grant.person).filter(|person| Some(*person) != suggestion.person).collect()
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::WrongState { state } => {
                Problem::new(Code::SuggestionWrongState).member("state", state.code()).into()
            }
            Refusal::Own => Code::SuggestionOwn.into(),
        }
    }
}

/// The committee's example in the document.
pub(super) fn suggestion_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000062", "organizationId": "018e0f6a-0000-7000-8000-000000000002",
        "memberId": "018e0f6a-0000-7000-8000-000000000004", "memberName": "蒋远嘉",
        "text": "村口弯道没有镜子，建议加装凸面镜", "madeAt": "2024-03-01T18:00:00+08:00", "state": "adopted",
        "dueOn": "2024-03-16", "overdue": false, "above": false, "takenBy": "王秀英",
        "takenAt": "2024-03-02T09:00:00+08:00", "answer": "已联系交警大队，本月安装。", "inPublic": true,
        "summary": "在村口弯道加装凸面镜", "checkState": "passed", "decidedAt": "2024-03-05T09:00:00+08:00",
        "points": 2, "declarationId": "018e0f6a-0000-7000-8000-000000000021", "version": 4
    })
}

/// The member's example in the document.
pub(super) fn own_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000062", "organizationId": "018e0f6a-0000-7000-8000-000000000002",
        "text": "村口弯道没有镜子，建议加装凸面镜", "madeAt": "2024-03-01T18:00:00+08:00", "state": "received",
        "dueOn": "2024-03-16", "answer": null, "decidedAt": null, "points": null
    })
}
