//! Re-bindings on the wire, and the decision.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::accounts::{self, Rebinding, RebindingState};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::{members, organizations};

use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::PathNoun;
use crate::http::problem::Code;
use crate::http::wire::WireTime;

/// A request to bind another account.
#[derive(Clone, Copy, Debug)]
pub(super) struct RebindingId(Uuid);

impl From<Uuid> for RebindingId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl std::fmt::Display for RebindingId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl PathNoun for RebindingId {
    const NOT_FOUND: Code = Code::RebindingNotFound;
}

/// A request to bind another account to a person, after a lost phone.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RebindingOut {
    /// Its id.
    pub id: Uuid,
    /// Who asks to be let in.
    pub person_id: Uuid,
    /// Their name.
    pub person_name: String,
    /// The branch whose secretary decides.
    pub organization_id: Uuid,
    /// `requested`, `approved` or `rejected`.
    pub state: &'static str,
    /// When it was asked.
    pub requested_at: WireTime,
}

/// Requests for the wire.
pub(super) async fn rebindings_out(tx: &Tx, rebindings: &[Rebinding]) -> StoreResult<Vec<RebindingOut>> {
    let names = members::names(tx, rebindings.iter().map(|rebinding| rebinding.person)).await?;
    let out = rebindings.iter().map(|rebinding| RebindingOut {
        id: rebinding.id,
        person_id: rebinding.person.0,
        person_name: names.get(&rebinding.person).cloned().unwrap_or_default(),
        organization_id: rebinding.organization.0,
        state: rebinding.state.code(),
        requested_at: rebinding.requested_at.into(),
    });
    Ok(out.collect())
}

/// Decides an open request within reach. Nobody decides on their own, and nobody decides on
/// somebody who may do more than they.
pub(super) async fn decide(
    tx: &Tx,
    permit: &Permit<rights::ManageMembers>,
    id: RebindingId,
    state: RebindingState,
    reason: Option<&str>,
) -> Result<(Rebinding, OrganizationPath), Failure> {
    let rebinding = accounts::rebinding(tx, &permit.reach, id.0).await?.ok_or(Code::RebindingNotFound)?;
    if rebinding.person == permit.person {
        return Err(Code::RebindingOwn.into());
    }
    super::check_vouching(tx, permit, rebinding.person).await?;
    if !accounts::decide_rebinding(tx, id.0, state, permit.caller.account, reason, permit.now).await? {
        return Err(Code::RebindingDecided.into());
    }
    let organization = organizations::find(tx, &permit.reach, rebinding.organization).await?;
    let path = organization.ok_or_else(|| StoreError::corrupt("a re-binding's organization"))?.path;
    let action = format!("rebindings.{}", state.code());
    permit.audit(tx, &action, ("rebinding", rebinding.id), &path).await?;
    Ok((Rebinding { state, ..rebinding }, path))
}

/// The example in the document.
pub(super) fn rebinding_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000021", "personId": "018e0f6a-0000-7000-8000-000000000013",
        "personName": "蒋远嘉", "organizationId": "018e0f6a-0000-7000-8000-000000000002", "state": "requested",
        "requestedAt": "2024-03-01T08:00:00+08:00"
    })
}
