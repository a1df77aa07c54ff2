//! One shop.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::ShopId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::redemption as rows;

use super::seen::seen;
use super::shop_wire::{ShopOut, shop_example};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// One shop.
///
/// For everybody who sees its organization.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The shop")),
    responses((status = 200, body = ShopOut, description = "The shop", example = json!(shop_example()))),
    extensions(("x-error-codes" = json!(["shop.not_found"]))),
)]
#[get("/shops/{id}")]
pub(super) async fn get_shop(app: Data<App>, bound: Bound, id: PathId<ShopId>) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let seen = seen(tx, &bound.caller, Right::KeepShop).await?;
        Ok(rows::seen_shop(tx, &seen, id.0).await?.ok_or(Code::ShopNotFound)?)
    };
    Ok(HttpResponse::Ok().json(ShopOut::from(&app.database.read(read).await?)))
}
