//! A member's redemption points, for whoever may read the member.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::MemberId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;

use super::wire::{WalletOut, wallet_example, wallet_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// One member's redemption points.
///
/// What can be spent, what is kept for orders, and until when. Members see their own, whoever may read
/// a branch those of its members; the audit log says that they did.
#[utoipa::path(
    tag = "wallets",
    params(("id" = Uuid, Path, description = "The member")),
    responses((status = 200, body = WalletOut, description = "The wallet", example = json!(wallet_example()))),
    extensions(("x-error-codes" = json!(["member.not_found", "auth.not_bound"]))),
)]
#[get("/members/{id}/wallet")]
pub(super) async fn get_wallet(app: Data<App>, bound: Bound, id: PathId<MemberId>) -> Result<HttpResponse, Problem> {
    let own = bound.caller.member_id() == Some(id.0);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let reach = bound.caller.reach(Right::Read);
        let member = members::by_id(tx, &reach, id.0, bound.today()).await?;
        if !own && member.is_none() {
            return Err(Code::MemberNotFound.into());
        }
        Ok((wallet_out(tx, &bound, id.0).await?, member.map(|member| member.standing.branch_path)))
    };
    let (out, path) = app.database.read(read).await?;
    if !own {
        bound.disclosed(&app, "wallet.get", Some(("member", id.0.0)), path).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}
