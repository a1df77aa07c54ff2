//! The caller's own redemption points.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_infra::db::Tx;

use crate::app::App;
use crate::auth::AsMember;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::Problem;
use crate::purse::{WalletMovementsOut, WalletOut, movement_example, movements_out, wallet_example, wallet_out};

/// The caller's own redemption points.
///
/// What can be spent, what is kept for orders, each lot with its last day, and what runs out within 30
/// days (S0-9). Spending them never lowers a total or a rank: they are a second purse.
#[utoipa::path(
    tag = "me",
    responses((status = 200, body = WalletOut, description = "The wallet", example = json!(wallet_example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "auth.forbidden"]))),
)]
#[get("/me/wallet")]
pub(super) async fn get_my_wallet(app: Data<App>, member: AsMember) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| wallet_out(tx, &member, member.member.id).await;
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

/// Lists what happened to the caller's own redemption points, the newest first.
///
/// Each step is told in a plain sentence: issued, kept for an order, handed out, come back, run out.
#[utoipa::path(
    tag = "me",
    params(PageQuery),
    responses((status = 200, body = WalletMovementsOut, description = "A page",
        example = json!({ "items": [movement_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "auth.forbidden", "list.bad_cursor"]))),
)]
#[get("/me/wallet/movements")]
pub(super) async fn list_my_wallet_movements(
    app: Data<App>,
    member: AsMember,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| movements_out(tx, &member, member.member.id, &list.page).await;
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
