//! Lists as clients see them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::ids::ProposalId;
use xianfeng_domain::proposals::{Kind, Proposal, State};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::proposals as rows;

use crate::auth::{Act, Caller};
use crate::failure::Failure;
use crate::http::problem::Code;
use crate::http::wire::{WireDay, WirePeriod, WireTime};
use crate::pledges::organization_names;
use crate::quarterly_audit::names_behind;

/// What a list is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ProposalKind)]
pub enum KindCode {
    /// The year's best by board and appraisal (S0-10).
    Honours,
    /// Who may stand for excellent member (S1-5).
    MayStand,
    /// Who is not to be nominated (S2-5); for the township, never public.
    NotToBeNominated,
    /// Activists honoured and developed (S0-16).
    Activists,
}

impl From<KindCode> for Kind {
    fn from(code: KindCode) -> Self {
        match code {
            KindCode::Honours => Self::Honours,
            KindCode::MayStand => Self::MayStand,
            KindCode::NotToBeNominated => Self::NotToBeNominated,
            KindCode::Activists => Self::Activists,
        }
    }
}

/// A list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProposalOut {
    /// Its id.
    pub id: Uuid,
    /// `honours`, `may_stand`, `not_to_be_nominated` or `activists`.
    pub kind: &'static str,
    /// The year.
    #[schema(value_type = WirePeriod)]
    pub year: WirePeriod,
    /// The organization whose people it lists.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// `draft`, `signed` or `replaced` (by a later list).
    pub state: &'static str,
    /// Whether it stands on live figures: no edition had closed the year as it was made.
    pub provisional: bool,
    /// The number of the year's edition that it stands on.
    pub edition_number: Option<u32>,
    /// The first characters of that edition's hash.
    pub edition_hash: Option<String>,
    /// When it was made.
    pub made_at: WireTime,
    /// The date of the signed list.
    pub signed_on: Option<WireDay>,
    /// Who signed.
    pub signed_by: Option<String>,
    /// The meeting that decided.
    pub meeting: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// A list that the caller may see, and whether they need to know all of it.
///
/// Within reach everything; a signed list that is not confidential those whom it covers, too.
///
/// # Errors
/// `proposal.not_found`.
pub(super) async fn seen(tx: &Tx, caller: &Caller, id: ProposalId) -> Result<(Proposal, bool), Failure> {
    if let Some(proposal) = rows::find(tx, &caller.reach(Right::Read), id).await? {
        return Ok((proposal, true));
    }
    for home in caller.branch().into_iter().chain(caller.grants.iter().map(|grant| &grant.path)) {
        let found = rows::find(tx, &Reach::township_of(home), id).await?;
        let open = |list: &Proposal| list.state == State::Signed && !list.kind.is_confidential();
        if let Some(proposal) = found.filter(|list| open(list) && list.path.covers(home)) {
            return Ok((proposal, false));
        }
    }
    Err(Code::ProposalNotFound.into())
}

/// Who registers for an organization proposes; who is not to be nominated, the township does.
///
/// # Errors
/// `auth.forbidden`.
pub(super) fn may_propose(
    act: &Act,
    kind: Kind,
    path: &xianfeng_domain::organizations::OrganizationPath,
) -> Result<(), Failure> {
    let township = act.caller.reach(Right::Administer).covers(path);
    if kind.is_confidential() && !township { Err(Code::AuthForbidden.into()) } else { Ok(()) }
}

/// One list for the wire.
///
/// # Errors
/// The store's fault.
pub(super) async fn proposal_out(tx: &Tx, proposal: &Proposal) -> StoreResult<ProposalOut> {
    let out = proposals_out(tx, std::slice::from_ref(proposal)).await?.pop();
    out.ok_or_else(|| StoreError::corrupt("a proposal vanished"))
}

/// Lists for the wire, in order.
///
/// # Errors
/// The store's fault.
pub(super) async fn proposals_out(tx: &Tx, proposals: &[Proposal]) -> StoreResult<Vec<ProposalOut>> {
    let by = names_behind(tx, proposals.iter().filter_map(|list| Some(list.signature.as_ref()?.by))).await?;
    let names = organization_names(tx, proposals.iter().map(|list| list.organization)).await?;
    let out = |list: &Proposal| {
        let signature = list.signature.as_ref();
        ProposalOut {
            id: list.id.0,
            kind: list.kind.code(),
            year: WirePeriod(list.year),
            organization_id: list.organization.0,
            organization_name: names.get(&list.organization).cloned().unwrap_or_default(),
            state: list.state.code(),
            provisional: list.edition.is_none(),
            edition_number: list.edition.as_ref().map(|edition| edition.number),
            edition_hash: list.edition.as_ref().map(|edition| edition.short_hash.clone()),
            made_at: list.made_at.into(),
            signed_on: signature.map(|signature| WireDay(signature.on)),
            signed_by: signature.and_then(|signature| by.get(&signature.by).cloned()),
            meeting: signature.map(|signature| signature.meeting.clone()),
            reason: signature.map(|signature| signature.reason.clone()),
        }
    };
    Ok(proposals.iter().map(out).collect())
}

/// The example in the document.
pub(super) fn proposal_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000091", "kind": "honours", "year": "2024",
        "organizationId": "018e0f6a-0000-7000-8000-000000000001", "organizationName": "赤石桥乡党委",
        "state": "signed", "provisional": false, "editionNumber": 1, "editionHash": "5f0c2a91",
        "madeAt": "2025-01-10T09:00:00+08:00", "signedOn": "2025-01-12", "signedBy": "办公室",
        "meeting": "2025年1月12日乡党委会", "reason": "按积分和民主评议结果"
    })
}
