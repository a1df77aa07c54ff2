//! The end of a membership.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::members::{self as rules, Leaving, TransferRefusal};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{accounts, ledger, members};

use super::transfer::{in_reach, refused};
use super::wire::{MemberDetailOut, detail, detail_example};
use crate::access::{check_vouching, end_all};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::grids::end_leaderships;
use crate::help_cases;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::ledger::correct_base_of_leaver;
use crate::posts::give_up_posts;
use crate::tasks::give_up_all;
use crate::{aways, care};

/// How, when and why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = MemberLeaveIn)]
pub struct LeaveIn {
    /// `transferred_out`, `deceased`, `removed` or `resigned`.
    #[schema(example = "transferred_out")]
    pub how: String,
    /// The first day on which the person is no member here any more; not in the future.
    pub left_on: WireDay,
    /// Why, 1 to 500 characters.
    #[schema(example = "组织关系转往县城")]
    pub reason: String,
}

impl Check for LeaveIn {
    fn check(&self, faults: &mut Faults) {
        if Leaving::from_code(&self.how).is_none() {
            faults.add_limit("/how", FaultCode::NotOneOf, Leaving::ALL.map(Leaving::code).join(", "));
        }
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Ends a membership.
///
/// Roles, sessions, open invites, posts, help cases and unfinished claims end with it and the account is bound to nobody;
/// points and history stay. What was handed in is still reviewed. Base points of a period that goes on are
/// corrected to what the rule book leaves to who leaves in the middle of it.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The member")),
    request_body = LeaveIn,
    responses((status = 200, body = MemberDetailOut, description = "The member now",
        example = json!(detail_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "member.not_found", "member.has_left", "member.transfer_invalid", "period.closed",
        "role.last_administrator"
    ]))),
)]
#[post("/members/{id}/leave")]
pub(super) async fn end_membership(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<MemberId>,
    body: JsonBody<LeaveIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "members.leave", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        leave(tx, &permit, &permit.reach, id.0, &body.0).await?;
        let member = in_reach(tx, &permit, &permit.reach, id.0).await?;
        let body = detail(tx, &app.vault, &member, false).await?;
        Ok(Done::ok(body).within(&member.standing.branch_path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the membership or the person's roles refuse.
pub async fn leave(tx: &Tx, act: &Act, reach: &Reach, id: MemberId, how: &LeaveIn) -> Result<(), Failure> {
    let kind = Leaving::from_code(&how.how).ok_or(Code::RequestInvalid)?;
    let head = ledger::lock(tx, in_reach(tx, act, reach, id).await?.id).await?;
    let member = in_reach(tx, act, reach, id).await?;
    // A secretary cannot end an administrator's role by striking the member off.
    check_vouching(tx, act, member.person).await?;
    rules::leave(&member, how.left_on.0, head.closed_through, act.today()).map_err(|refusal| match refusal {
        TransferRefusal::InFuture => Failure::field("/leftOn", FaultCode::InTheFuture),
        refusal => refused(refusal),
    })?;
    let path = &member.standing.branch_path;
    let reason = how.reason.trim();
    correct_base_of_leaver(tx, act, &member, how.left_on.0, reason).await?;
    give_up_all(tx, act, &Reach::township_of(path), id, reason).await?;
    give_up_posts(tx, act, id, None, how.left_on.0, reason).await?;
    end_leaderships(tx, act, member.person, None, how.left_on.0, reason).await?;
    help_cases::left(tx, act, id, reason).await?;
    aways::left(tx, act, &member).await?;
    care::left(tx, act, &member, kind, how.left_on.0).await?;
    members::leave(tx, id, how.left_on.0, kind, reason, act.now).await?;
    end_all(tx, act, member.person).await?;
    accounts::revoke_invites_for(tx, member.person, act.now).await?;
    if let Some(account) = accounts::of_person(tx, member.person).await? {
        accounts::end_sessions(tx, account.id, act.now).await?;
        accounts::unbind(tx, member.person).await?;
    }
    Ok(act.audit(tx, "members.leave", ("member", id.0), path).await?)
}
