//! An invite for a member.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::ids::MemberId;
use xianfeng_infra::db::Tx;

use super::invite::{InviteOut, invite, invite_example, stored, with_code};
use super::transfer::in_reach;
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::Command;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};

/// Makes a one-time invite code for a member.
///
/// Good for 14 days and one account; a newer one ends it. Whoever uses it becomes the member, also
/// when the old phone is lost: give it to the member only.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The member")),
    responses((status = 201, body = InviteOut, description = "The invite", example = json!(invite_example()))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "member.not_found", "member.has_left", "invite.used", "invite.expired"]))),
)]
#[post("/members/{id}/invites")]
pub(super) async fn invite_member(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<MemberId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "members.invite", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let member = in_reach(tx, &permit, &permit.reach, id.0).await?;
        if member.left_on.is_some() {
            return Err(Code::MemberHasLeft.into());
        }
        let invite = invite(tx, &app, &permit, &permit.reach, member.person).await?;
        Ok(stored(&invite).within(&member.standing.branch_path))
    };
    Ok(with_code(&app, &permit, command.run(work).await?).await?.into())
}
