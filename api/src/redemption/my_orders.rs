//! The caller's own orders.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::OrderId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::redemption::{self as rows, OrderFilter, Whose};

use super::order_wire::{order_example, orders_out};
use super::orders::OrdersOut;
use crate::app::App;
use crate::auth::AsMember;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::Problem;

/// Lists the caller's own orders, the newest first.
///
/// With the pickup codes of those that wait.
#[utoipa::path(
    tag = "me",
    params(PageQuery),
    responses((status = 200, body = OrdersOut, description = "A page",
        example = json!({ "items": [order_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["list.bad_cursor", "auth.not_bound", "auth.forbidden"]))),
)]
#[get("/me/orders")]
pub(super) async fn list_my_orders(
    app: Data<App>,
    member: AsMember,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(OrderId);
    let limit = u64::from(list.page.limit) + 1;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let whose = Whose { members: Reach::none(), shops: Reach::none(), own: Some(member.member.id) };
        let orders = rows::orders(tx, &whose, &OrderFilter { before, limit, ..OrderFilter::default() }).await?;
        orders_out(tx, &member.caller, Some(&app), &orders).await
    };
    let (items, next_cursor) = list.page.cut(app.database.read(read).await?, |order| order.id)?;
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(OrdersOut { items, next_cursor }))
}
