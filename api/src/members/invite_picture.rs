//! An invite as a mini-program code, to scan instead of typing.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::ids::MemberId;
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;
use xianfeng_infra::wechat::CodePicture;

use super::invite::{InviteId, check_open, plain_code};
use super::transfer::in_reach;
use crate::access::check_inviting;
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// The width that a phone held over another one reads well, in pixels.
const WIDTH: u16 = 430;

/// An invite as a picture to scan.
///
/// Opens the mini-program's page for binding with the code filled in. Fetched from WeChat at each
/// call, since it is as good as the code: keep it nowhere.
#[utoipa::path(
    tag = "members",
    params(
        ("id" = Uuid, Path, description = "The member"),
        ("inviteId" = Uuid, Path, description = "The invite")
    ),
    responses((status = 200, description = "A JPEG or PNG picture", content_type = "image/jpeg", body = Vec<u8>)),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "member.not_found", "invite.not_found", "invite.expired", "invite.used", "wechat.busy",
        "wechat.unavailable"
    ]))),
)]
#[get("/members/{id}/invites/{inviteId}/picture")]
pub(super) async fn get_invite_picture(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    id: PathId<MemberId>,
    invite: PathId<InviteId>,
) -> Result<HttpResponse, Problem> {
    let check = async |tx: &Tx| -> Result<_, Failure> {
        let member = in_reach(tx, &permit, &permit.reach, id.0).await?;
        check_inviting(tx, &permit, member.person).await?;
        let found = accounts::invite(tx, invite.0.0, permit.now).await?;
        let found = found.filter(|(invite, _)| invite.person == member.person);
        check_open(found.ok_or(Code::InviteNotFound)?.1)?;
        let path = &member.standing.branch_path;
        Ok(permit.audit(tx, "invites.picture", ("person", member.person.0), path).await?)
    };
    app.database.transact("invites.picture", check).await?;
    let scene = plain_code(&app, invite.0.0);
    let code = CodePicture { scene: &scene, page: Some(&app.settings.invite_page), width: WIDTH };
    let picture = app.wechat.code_picture(code).await.map_err(crate::auth::wechat_problem)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, picture.media_type.as_str()))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(picture.bytes))
}
