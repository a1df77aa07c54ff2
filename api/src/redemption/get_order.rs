//! One order.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::ids::OrderId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::redemption as rows;

use super::order_wire::{OrderOut, order_example, orders_out, whose};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// One order.
///
/// For the member, with the pickup code while it is good; for who keeps the shop and who reads there,
/// without it.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The order")),
    responses((status = 200, body = OrderOut, description = "The order", example = json!(order_example()))),
    extensions(("x-error-codes" = json!(["order.not_found", "auth.not_bound"]))),
)]
#[get("/orders/{id}")]
pub(super) async fn get_order(app: Data<App>, bound: Bound, id: PathId<OrderId>) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let order = rows::order(tx, &whose(&bound.caller), id.0).await?.ok_or(Code::OrderNotFound)?;
        Ok(orders_out(tx, &bound.caller, Some(&app), &[order]).await?.pop().ok_or(Code::OrderNotFound)?)
    };
    let order = app.database.read(read).await?;
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(order))
}
