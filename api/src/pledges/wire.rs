//! Pledges as clients see them.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::{OrganizationId, PledgeId};
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_domain::pledges::Pledge;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::{members, moderation, organizations, pledges as rows};

use crate::http::wire::{WireDay, WirePeriod, WireTime};
use crate::quarterly_audit::names_behind;

/// A pledge.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PledgeOut {
    /// Its id.
    pub id: Uuid,
    /// Who pledges.
    pub member_id: Uuid,
    /// The member's name.
    pub member_name: String,
    /// The branch in which it was made.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// The year.
    #[schema(value_type = WirePeriod)]
    pub year: WirePeriod,
    /// What is promised.
    pub text: String,
    /// When it was made.
    pub made_at: WireTime,
    /// Whether content safety lets others read it: `waiting`, `passed`, `held` or `refused`.
    #[schema(example = "passed")]
    pub check_state: &'static str,
    /// Since when the public sees it, if content safety has passed it; absent before.
    pub shown_at: Option<WireTime>,
    /// How it is being kept, the earliest note first.
    pub progress: Vec<ProgressOut>,
}

/// A note on how a pledge is kept.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProgressOut {
    /// The day of what was done.
    pub on: WireDay,
    /// What was done.
    pub text: String,
    /// Who noted it.
    pub by: Option<String>,
    /// Whether content safety lets others read it: `waiting`, `passed`, `held` or `refused`.
    #[schema(example = "passed")]
    pub check_state: &'static str,
}

/// One pledge for the wire.
///
/// # Errors
/// The store's fault.
pub(super) async fn pledge_out(tx: &Tx, pledge: &Pledge) -> StoreResult<PledgeOut> {
    let out = pledges_out(tx, std::slice::from_ref(pledge)).await?.pop();
    out.ok_or_else(|| StoreError::corrupt("a pledge vanished"))
}

/// Pledges for the wire, in order.
///
/// # Errors
/// The store's fault.
pub(super) async fn pledges_out(tx: &Tx, pledges: &[Pledge]) -> StoreResult<Vec<PledgeOut>> {
    let ids: Vec<PledgeId> = pledges.iter().map(|pledge| pledge.id).collect();
    let notes = rows::progress(tx, &ids).await?;
    let by = names_behind(tx, notes.values().flatten().map(|note| note.by)).await?;
    let names = members::names_of(tx, pledges.iter().map(|pledge| pledge.member)).await?;
    let branches = organization_names(tx, pledges.iter().map(|pledge| pledge.organization)).await?;
    let pledged = moderation::states(tx, Subject::Pledge, &ids.iter().map(|id| id.0).collect::<Vec<_>>()).await?;
    let noted: Vec<Uuid> = notes.values().flatten().map(|note| note.id).collect();
    let noted = moderation::states(tx, Subject::PledgeProgress, &noted).await?;
    let state = |found: Option<&CheckState>| found.copied().unwrap_or(CheckState::Waiting).code();
    let out = |pledge: &Pledge| PledgeOut {
        id: pledge.id.0,
        member_id: pledge.member.0,
        member_name: names.get(&pledge.member).cloned().unwrap_or_default(),
        organization_id: pledge.organization.0,
        organization_name: branches.get(&pledge.organization).cloned().unwrap_or_default(),
        year: WirePeriod(pledge.year),
        text: pledge.text.clone(),
        made_at: pledge.made_at.into(),
        check_state: state(pledged.get(&pledge.id.0)),
        shown_at: pledge.shown.map(|(_, at)| at.into()),
        progress: notes
            .get(&pledge.id)
            .into_iter()
            .flatten()
            .map(|note| ProgressOut {
                on: WireDay(note.on),
                text: note.text.clone(),
                by: by.get(&note.by).cloned(),
                check_state: state(noted.get(&note.id)),
            })
            .collect(),
    };
    Ok(pledges.iter().map(out).collect())
}

/// The names of some organizations.
///
/// # Errors
/// The store's fault.
pub(crate) async fn organization_names(
    tx: &Tx,
    ids: impl IntoIterator<Item = OrganizationId>,
) -> StoreResult<HashMap<OrganizationId, String>> {
    let mut names = HashMap::new();
    for id in ids {
        if let std::collections::hash_map::Entry::Vacant(unknown) = names.entry(id)
            && let Some(organization) = organizations::find_open(tx, id).await?
        {
            unknown.insert(organization.name);
        }
    }
    Ok(names)
}

/// The example in the document.
pub(super) fn pledge_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000071", "memberId": "018e0f6a-0000-7000-8000-000000000004",
        "memberName": "王秀英", "organizationId": "018e0f6a-0000-7000-8000-000000000002",
        "organizationName": "北沟村党支部", "year": "2024", "text": "修通北沟到公路的三公里田间路",
        "madeAt": "2024-01-08T09:00:00+08:00", "checkState": "passed", "shownAt": "2024-01-10T09:00:00+08:00",
        "progress": [{ "on": "2024-06-30", "text": "已修通一公里", "by": "王秀英", "checkState": "passed" }]
    })
}
