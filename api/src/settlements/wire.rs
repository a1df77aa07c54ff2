//! Settlements as clients see them.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::settlements::Settlement;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::settlements::{self as rows, VillageRow};
use xianfeng_infra::{accounts, members, organizations};

use crate::http::wire::{WireDay, WirePeriod, WirePoints, WireTime};

/// A settlement.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SettlementOut {
    /// Its id.
    pub id: Uuid,
    /// The closing that it settles.
    pub closing_id: Uuid,
    /// The township.
    pub organization_id: Uuid,
    /// The period.
    pub period: WirePeriod,
    /// The number of the edition that it reads.
    pub edition: u32,
    /// `draft`: a simulation; `issuing`: signed, look again in a moment; `issued`: paid out, the period
    /// is final; `withdrawn`.
    #[schema(example = "draft")]
    pub state: &'static str,
    /// What a redemption point is worth, in fen.
    pub fen_per_point: i64,
    /// How many redemption points it issues in the villages below.
    pub points: WirePoints,
    /// What they cost, in fen.
    pub cost_fen: i64,
    /// The villages with a fund, as far as the caller reaches.
    pub villages: Vec<VillageCostOut>,
    /// Who ran it.
    pub drafted_by: Option<String>,
    /// When.
    pub drafted_at: WireTime,
    /// Who signed it.
    pub signed_by: Option<String>,
    /// When.
    pub signed_at: Option<WireTime>,
    /// The meeting that decided.
    pub meeting: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The last day of its points; absent before the signature, and where they do not expire.
    pub expires_on: Option<WireDay>,
    /// When the last village was issued.
    pub issued_at: Option<WireTime>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<WireTime>,
}

/// What a village costs.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VillageCostOut {
    /// The branch.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// How many members have a line.
    pub members: u32,
    /// How many redemption points they get.
    pub points: WirePoints,
    /// What they cost, in fen.
    pub cost_fen: i64,
    /// What may be issued, in fen.
    pub available_fen: i64,
    /// Whether it is issued.
    pub issued: bool,
}

/// A settlement with the villages within reach.
///
/// # Errors
/// The store's fault.
pub(super) async fn settlement_out(tx: &Tx, reach: &Reach, settlement: &Settlement) -> StoreResult<SettlementOut> {
    let villages = rows::villages(tx, reach, settlement).await?;
    let names = names_under(tx, settlement).await?;
    let signature = settlement.signature.as_ref();
    let by = [Some(settlement.drafted_by), signature.map(|signature| signature.by)];
    let accounts = accounts::persons_behind(tx, by.into_iter().flatten()).await?;
    let persons = members::names(tx, accounts.values().copied()).await?;
    let name = |account| persons.get(accounts.get(&account)?).cloned();
    let villages: Vec<VillageCostOut> = villages.iter().map(|village| cost_out(settlement, village, &names)).collect();
    Ok(SettlementOut {
        id: settlement.id.0,
        closing_id: settlement.closing.0,
        organization_id: settlement.township.0,
        period: WirePeriod(settlement.period),
        edition: settlement.edition_number,
        state: settlement.state.code(),
        fen_per_point: settlement.fen_per_point,
        points: WirePoints(villages.iter().map(|village| village.points.0).sum()),
        cost_fen: villages.iter().map(|village| village.cost_fen).sum(),
        villages,
        drafted_by: name(settlement.drafted_by),
        drafted_at: settlement.drafted_at.into(),
        signed_by: signature.and_then(|signature| name(signature.by)),
        signed_at: signature.map(|signature| signature.at.into()),
        meeting: signature.map(|signature| signature.meeting.clone()),
        reason: signature.map(|signature| signature.reason.clone()),
        expires_on: settlement.expires_on.map(WireDay),
        issued_at: settlement.issued_at.map(Into::into),
        withdrawn_at: settlement.withdrawn.as_ref().map(|withdrawn| withdrawn.at.into()),
    })
}

fn cost_out(settlement: &Settlement, village: &VillageRow, names: &HashMap<OrganizationId, String>) -> VillageCostOut {
    let statement = village.statement;
    let fen_per_unit = (settlement.fen_per_point / 100).max(1);
    VillageCostOut {
        organization_id: village.organization.0,
        organization_name: names.get(&village.organization).cloned().unwrap_or_default(),
        members: village.members,
        points: WirePoints(Points::from_hundredths(statement.committed_fen / fen_per_unit)),
        cost_fen: statement.committed_fen,
        available_fen: statement.available_fen,
        issued: village.issued_at.is_some(),
    }
}

/// The names of the organizations of a settlement's township.
///
/// # Errors
/// The store's fault.
pub(super) async fn names_under(tx: &Tx, settlement: &Settlement) -> StoreResult<HashMap<OrganizationId, String>> {
    let all = organizations::under(tx, &settlement.path).await?;
    Ok(all.into_iter().map(|organization| (organization.id, organization.name)).collect())
}

/// The example of the document.
pub(super) fn settlement_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000091",
        "closingId": "018e0f6a-0000-7000-8000-000000000081",
        "organizationId": "018e0f6a-0000-7000-8000-000000000001",
        "period": "2024-Q1",
        "edition": 1,
        "state": "draft",
        "fenPerPoint": 100,
        "points": 860,
        "costFen": 86000,
        "villages": [{
            "organizationId": "018e0f6a-0000-7000-8000-000000000002",
            "organizationName": "红光村党支部",
            "members": 31,
            "points": 860,
            "costFen": 86000,
            "availableFen": 125000,
            "issued": false
        }],
        "draftedBy": "办公室",
        "draftedAt": "2024-04-10T09:30:00+08:00",
        "signedBy": null,
        "signedAt": null,
        "meeting": null,
        "reason": null,
        "expiresOn": null,
        "issuedAt": null,
        "withdrawnAt": null
    })
}
