//! Tasks and claims as clients see them.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::FileId;
use xianfeng_domain::tasks::{Claim, Mode, Task};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::evidence::{self, Holder};
use xianfeng_infra::{members, tasks};

use crate::assistance;
use crate::http::wire::{WireDay, WirePoints, WireTime};

/// A task.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TaskOut {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub organization_id: Uuid,
    /// What is to be done.
    pub title: String,
    /// More about it.
    pub description: Option<String>,
    /// The rule-book item that it scores under.
    pub item: String,
    /// `open` to claim, or `dispatched` to named members.
    pub mode: &'static str,
    /// What an approval gives.
    pub points: WirePoints,
    /// The most that an approval can give.
    pub max_points: WirePoints,
    /// The unit of reported quantities.
    pub unit: Option<String>,
    /// How many claims it takes; absent: any number.
    pub quota: Option<u32>,
    /// How many places are taken.
    pub claimed: u32,
    /// How many places one member may hold.
    pub places_per_member: u32,
    /// Until when it can be claimed.
    pub claim_by: Option<WireTime>,
    /// Until when it must be handed in.
    pub complete_by: Option<WireTime>,
    /// How many photos a submission needs.
    pub photos_required: u32,
    /// The categories that it is for; empty: all.
    pub categories: Vec<String>,
    /// The branches that it is for; empty: all under its organization.
    pub branch_ids: Vec<Uuid>,
    /// Whom it is dispatched to.
    pub assignees: Vec<AssigneeOut>,
    /// `draft`, `published`, `closed` or `cancelled`.
    pub state: &'static str,
    /// Why it was closed or cancelled.
    pub end_reason: Option<String>,
    /// When it was published.
    pub published_at: Option<WireTime>,
    /// Send it back as `If-Match` with an edit.
    pub version: u64,
}

/// A named member with a share of the points.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AssigneeOut {
    /// The member.
    pub member_id: Uuid,
    /// The share.
    pub points: WirePoints,
}

impl From<&Task> for TaskOut {
    fn from(task: &Task) -> Self {
        let (mode, assignees) = match &task.mode {
            Mode::Open => ("open", Vec::new()),
            Mode::Dispatched(shares) => (
                "dispatched",
                shares
                    .iter()
                    .map(|(member, points)| AssigneeOut { member_id: member.0, points: (*points).into() })
                    .collect(),
            ),
        };
        Self {
            id: task.id.0,
            organization_id: task.organization.0,
            title: task.title.clone(),
            description: task.description.clone(),
            item: task.item.clone(),
            mode,
            points: task.points.into(),
            max_points: task.range.1.into(),
            unit: task.unit.clone(),
            quota: task.quota,
            claimed: task.claimed,
            places_per_member: task.places_per_member,
            claim_by: task.claim_by.map(Into::into),
            complete_by: task.complete_by.map(Into::into),
            photos_required: task.photos_required,
            categories: task.categories.clone(),
            branch_ids: task.branches.iter().map(|branch| branch.0).collect(),
            assignees,
            state: task.state.code(),
            end_reason: task.end_reason.clone(),
            published_at: task.published_at.map(Into::into),
            version: task.version,
        }
    }
}

/// A claim.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClaimOut {
    /// Its id.
    pub id: Uuid,
    /// The task.
    pub task_id: Uuid,
    /// The task's title.
    pub task_title: String,
    /// Whose claim it is.
    pub member_id: Uuid,
    /// The member's name.
    pub member_name: String,
    /// The task's organization.
    pub organization_id: Uuid,
    /// `claimed`, `submitted`, `returned`, `approved`, `rejected`, `withdrawn`, `expired`, `revoked`
    /// or `cancelled`.
    pub state: &'static str,
    /// What an approval gives.
    pub points_offered: WirePoints,
    /// What the approval gave, before caps; the ledger says what counts.
    pub points_awarded: Option<WirePoints>,
    /// When it was claimed.
    pub claimed_at: WireTime,
    /// Until when it must be handed in.
    pub due_at: Option<WireTime>,
    /// What was done.
    pub report: Option<String>,
    /// The day of the deed.
    pub deed_on: Option<WireDay>,
    /// Where it was done.
    pub deed_place: Option<String>,
    /// How much, in the task's unit.
    pub quantity: Option<WirePoints>,
    /// The photos, in order; get them from `/files/{id}`.
    pub photo_ids: Vec<Uuid>,
    /// When it was handed in.
    pub submitted_at: Option<WireTime>,
    /// When it was decided.
    pub reviewed_at: Option<WireTime>,
    /// Why it was decided so.
    pub review_reason: Option<String>,
    /// Who acted for the member, where somebody did.
    pub acted_by: Option<String>,
    /// Grows with every change.
    pub version: u64,
}

/// A claim for the wire.
///
/// # Errors
/// The store's fault.
pub async fn claim_out(tx: &Tx, claim: &Claim) -> StoreResult<ClaimOut> {
    let mut out = claims_out(tx, std::slice::from_ref(claim)).await?;
    out.pop().ok_or_else(|| xianfeng_infra::db::StoreError::corrupt("a claim without its task or member"))
}

/// Claims for the wire, in order, with a few queries for all of them.
///
/// # Errors
/// The store's fault.
pub(crate) async fn claims_out(tx: &Tx, claims: &[Claim]) -> StoreResult<Vec<ClaimOut>> {
    let holders: Vec<Holder> = claims.iter().map(|claim| Holder::Claim(claim.id)).collect();
    let mut photos: HashMap<Holder, Vec<FileId>> = HashMap::new();
    for upload in evidence::of_all(tx, &holders).await? {
        if let Some(holder) = upload.holder {
            photos.entry(holder).or_default().push(upload.id);
        }
    }
    let titles = tasks::titles(tx, claims.iter().map(|claim| claim.task)).await?;
    let names = members::names_of(tx, claims.iter().map(|claim| claim.member)).await?;
    let mut hands = assistance::names_of_hands(tx, claims.iter().map(|claim| claim.id.0)).await?;
    let out = claims.iter().map(|claim| ClaimOut {
        id: claim.id.0,
        task_id: claim.task.0,
        task_title: titles.get(&claim.task).cloned().unwrap_or_default(),
        member_id: claim.member.0,
        member_name: names.get(&claim.member).cloned().unwrap_or_default(),
        organization_id: claim.organization.0,
        state: claim.state.code(),
        points_offered: claim.points_offered.into(),
        points_awarded: claim.points_awarded.map(Into::into),
        claimed_at: claim.claimed_at.into(),
        due_at: claim.due_at.map(Into::into),
        report: claim.report.clone(),
        deed_on: claim.deed_on.map(WireDay),
        deed_place: claim.deed_place.clone(),
        quantity: claim.quantity.map(|quantity| xianfeng_domain::Points::from_hundredths(quantity).into()),
        photo_ids: photos.remove(&Holder::Claim(claim.id)).unwrap_or_default().into_iter().map(Into::into).collect(),
        submitted_at: claim.submitted_at.map(Into::into),
        reviewed_at: claim.reviewed_at.map(Into::into),
        review_reason: claim.review_reason.clone(),
        acted_by: hands.remove(&claim.id.0),
        version: claim.version,
    });
    Ok(out.collect())
}

/// The example of a task in the document.
pub(super) fn task_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000001", "organizationId": "018e0f6a-0000-7000-8000-000000000002",
        "title": "排查地质灾害隐患点", "description": "河道东侧三处", "item": "hazard_check", "mode": "open",
        "points": 1, "maxPoints": 1, "unit": null, "quota": 10, "claimed": 0, "placesPerMember": 1,
        "claimBy": "2024-03-10T18:00:00+08:00", "completeBy": "2024-03-20T18:00:00+08:00", "photosRequired": 1,
        "categories": [], "branchIds": [], "assignees": [], "state": "published", "endReason": null,
        "publishedAt": "2024-03-01T08:00:00+08:00", "version": 2
    })
}

/// The example of a claim in the document.
pub(crate) fn claim_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000003", "taskId": "018e0f6a-0000-7000-8000-000000000001",
        "taskTitle": "排查地质灾害隐患点", "memberId": "018e0f6a-0000-7000-8000-000000000004",
        "memberName": "蒋远嘉", "organizationId": "018e0f6a-0000-7000-8000-000000000002", "state": "submitted",
        "pointsOffered": 1, "pointsAwarded": null, "claimedAt": "2024-03-02T09:00:00+08:00",
        "dueAt": "2024-03-20T18:00:00+08:00", "report": "查看三处，未见裂缝", "deedOn": "2024-03-05",
        "deedPlace": "河道东侧", "quantity": 3, "photoIds": ["018e0f6a-0000-7000-8000-000000000005"],
        "submittedAt": "2024-03-05T17:00:00+08:00", "reviewedAt": null, "reviewReason": null,
        "actedBy": null, "version": 2
    })
}
