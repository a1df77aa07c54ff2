//! Another branch, category or exemption from a day on.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::members::{self as rules, Transfer, TransferRefusal};
use xianfeng_infra::db::Tx;
use xianfeng_infra::members::{self, Membership};
use xianfeng_infra::{ledger, organizations};

use super::create::check_category;
use super::fields::optional;
use super::wire::{MemberDetailOut, detail, detail_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::grids::end_leaderships;
use crate::help_cases;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::{Kind, tell};
use crate::posts::give_up_posts;
use crate::{aways, care};

/// What changes, from when, and why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TransferIn {
    /// The new branch, in the same township; who leaves the township leaves.
    pub branch_id: Option<Uuid>,
    /// The new category's code.
    pub category: Option<String>,
    /// Exempt, or not any more (S2-7).
    pub exempt: Option<bool>,
    /// From this day on: not before the present membership began, not in the future.
    pub from: WireDay,
    /// Why, 1 to 500 characters.
    #[schema(example = "迁居乙村")]
    pub reason: String,
    /// The meeting that approved it (S4-1), at most 200 characters, where one did.
    #[schema(example = "2024年3月支委会")]
    pub meeting: Option<String>,
}

impl Check for TransferIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
        if let Some(meeting) = &self.meeting {
            faults.text("/meeting", meeting, 0..=200);
        }
        if self.branch_id.is_none() && self.category.is_none() && self.exempt.is_none() {
            faults.add("/branchId", FaultCode::Missing);
        }
    }
}

/// Transfers a member.
///
/// To another branch, category or exemption from a day on; the past stays. Needs reach over both
/// branches. Another change on the same day takes the place of the first. Help cases go along; out of
/// the special branch the case itself brings the member back.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The member")),
    request_body = TransferIn,
    responses((status = 200, body = MemberDetailOut, description = "The member now",
        example = json!(detail_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "member.not_found", "organization.not_found", "rulebook.not_found", "member.has_left",
        "member.transfer_invalid", "period.closed", "help_case.still_away"
    ]))),
)]
#[post("/members/{id}/transfer")]
pub(super) async fn transfer_member(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<MemberId>,
    body: JsonBody<TransferIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "members.transfer", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        transfer(tx, &permit, &permit.reach, id.0, &body.0).await?;
        let member = members::by_id(tx, &permit.reach, id.0, permit.today()).await?.ok_or(Code::MemberNotFound)?;
        let body = detail(tx, &app.vault, &member, false).await?;
        Ok(Done::ok(body).within(&member.standing.branch_path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the membership refuses.
pub async fn transfer(tx: &Tx, act: &Act, reach: &Reach, id: MemberId, new: &TransferIn) -> Result<(), Failure> {
    let head = ledger::lock(tx, in_reach(tx, act, reach, id).await?.id).await?;
    // Read again: whoever was quicker with this member is done now.
    let member = members::by_id_to_move(tx, reach, id, act.today()).await?.ok_or(Code::MemberNotFound)?;
    let branch = match new.branch_id {
        None => None,
        Some(branch) => {
            let found = organizations::find(tx, reach, OrganizationId(branch)).await?;
            let found = found.filter(|branch| branch.kind.is_branch()).ok_or(Code::OrganizationNotFound)?;
            let township = organizations::township(tx, &found.path).await?;
            if township.is_none_or(|township| township.id != member.township) {
                return Err(Code::MemberTransferInvalid.into());
            }
            Some(found)
        }
    };
    let old = member.standing.branch_path.clone();
    let path = branch.as_ref().map_or(&old, |branch| &branch.path);
    let wanted = Transfer {
        branch: branch.as_ref().map(|branch| branch.id),
        category: new.category.clone(),
        exempt: new.exempt,
    };
    let next = rules::transfer(&member, &wanted, new.from.0, head.closed_through, act.today()).map_err(refused)?;
    check_category(tx, path, &next.category, act.today()).await?;
    let moved = [
        (next.branch != member.standing.branch, Kind::MemberMoved),
        (next.category != member.standing.category, Kind::MemberRecategorized),
        (next.exempt != member.standing.exempt, Kind::ExemptionDecided),
    ];
    let membership = Membership {
        branch: next.branch,
        category: next.category,
        exempt: next.exempt,
        from: new.from.0,
        reason: Some(new.reason.trim().to_owned()),
        recorded_by: Some(act.caller.account),
        meeting: optional(new.meeting.as_ref()),
    };
    members::move_to(tx, id, member.standing.from, &membership, act.now).await?;
    if *path != old {
        help_cases::moved(tx, act, id, path).await?;
        aways::moved(tx, id, next.branch).await?;
        care::moved(tx, act, id, next.branch, path).await?;
    }
    give_up_posts(tx, act, id, Some(path), new.from.0, new.reason.trim()).await?;
    end_leaderships(tx, act, member.person, Some(path), new.from.0, new.reason.trim()).await?;
    act.audit(tx, "members.transfer", ("member", id.0), &old).await?;
    if *path != old {
        act.audit(tx, "members.transfer", ("member", id.0), path).await?;
    }
    let from = new.from.0.to_string();
    for (_, kind) in moved.into_iter().filter(|(moved, _)| *moved) {
        // Neither category nor branch is named: some are known to those concerned only (invariant 11).
        let day = [("day", from.as_str())];
        let params = if kind == Kind::ExemptionDecided { &day[..0] } else { &day };
        tell(tx, member.person, kind, Some(("member", id.0)), params, act.now).await?;
    }
    Ok(())
}

/// The member, if within reach.
pub(super) async fn in_reach(tx: &Tx, act: &Act, reach: &Reach, id: MemberId) -> Result<rules::Member, Failure> {
    Ok(members::by_id(tx, reach, id, act.today()).await?.ok_or(Code::MemberNotFound)?)
}

/// What the person is told of a refused change of membership.
pub(super) fn refused(refusal: TransferRefusal) -> Failure {
    match refusal {
        TransferRefusal::HasLeft => Code::MemberHasLeft.into(),
        TransferRefusal::NothingChanges | TransferRefusal::BeforePresent => Code::MemberTransferInvalid.into(),
        TransferRefusal::InFuture => Failure::field("/from", FaultCode::InTheFuture),
        TransferRefusal::UnitClosed => Code::PeriodClosed.into(),
    }
}
