//! What waits in a shop, for a keeper without network.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{OrderId, ShopId};
use xianfeng_domain::names::mask;
use xianfeng_domain::redemption::{Shop, last_signs};
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;
use xianfeng_infra::redemption as rows;

use super::code::code;
use super::order_wire::last_day;
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::board::{DailyList, Lang, Waiting, private_page, render_daily_list};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Code, Language, Problem};
use crate::http::wire::WireDay;

/// More than any shop hands out in a day.
const MOST_ON_PAPER: u64 = 500;

/// A page of what waits.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DailyListOut {
    /// The orders, the oldest first.
    pub items: Vec<WaitingOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// An order that waits.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RedemptionWaitingOut)]
pub struct WaitingOut {
    /// The order: what `POST /shops/{id}/pickups/batch` takes.
    pub order_id: Uuid,
    /// Who ordered, masked.
    pub member_name: String,
    /// What.
    pub reward_name: String,
    /// How many.
    pub quantity: u32,
    /// Of what unit.
    pub unit: String,
    /// The last four signs of the code, which the member's own screen or paper must show.
    pub code_end: String,
    /// The last day on which it can be collected.
    pub collect_by: WireDay,
}

/// Lists what waits in a shop, the oldest first.
///
/// Never with whole codes. The audit log says who took the list.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The shop"), PageQuery),
    responses((status = 200, body = DailyListOut, description = "A page", example = json!({ "items": [{
        "orderId": "018e0f6a-0000-7000-8000-000000000075", "memberName": "蒋*嘉", "rewardName": "大米", "quantity": 2,
        "unit": "袋", "codeEnd": "M9XD", "collectBy": "2024-03-15"
    }], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["shop.not_found", "auth.forbidden", "list.bad_cursor"]))),
)]
#[get("/shops/{id}/daily-list")]
pub(super) async fn get_daily_list(
    app: Data<App>,
    permit: Permit<rights::KeepShop>,
    id: PathId<ShopId>,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<Uuid>()?.map(OrderId);
    let limit = u64::from(list.page.limit) + 1;
    let read = async |tx: &Tx| waiting(tx, &app, &permit.reach, id.0, (permit.now, after, limit)).await;
    let (shop, orders) = app.database.read(read).await?;
    permit.disclosed(&app, "orders.daily_list", Some(("shop", shop.id.0)), Some(shop.path)).await?;
    let (items, next_cursor) = list.page.cut(orders, |order| order.order_id)?;
    Ok(HttpResponse::Ok().json(DailyListOut { items, next_cursor }))
}

/// Prints what waits in a shop.
///
/// HTML without scripts, for A4, with a line to sign for each order: for a day without network. The
/// signed lines are recorded afterwards.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The shop")),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!(["shop.not_found", "auth.forbidden"]))),
)]
#[get("/shops/{id}/daily-list.html")]
pub(super) async fn print_daily_list(
    app: Data<App>,
    permit: Permit<rights::KeepShop>,
    id: PathId<ShopId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| waiting(tx, &app, &permit.reach, id.0, (permit.now, None, MOST_ON_PAPER)).await;
    let (shop, orders) = app.database.read(read).await?;
    permit.disclosed(&app, "orders.daily_list", Some(("shop", shop.id.0)), Some(shop.path.clone())).await?;
    let lang = match permit.meta.map(|meta| meta.language).unwrap_or_default() {
        Language::Chinese => Lang::Chinese,
        Language::English => Lang::English,
    };
    let row = |order: &WaitingOut| Waiting {
        name: order.member_name.clone(),
        what: order.reward_name.clone(),
        much: format!("{}{}", order.quantity, order.unit),
        code_end: order.code_end.clone(),
        until: lang.day(order.collect_by.0),
    };
    let view = DailyList {
        shop: shop.name,
        place: shop.place,
        day: lang.day(permit.today()),
        rows: orders.iter().map(row).collect(),
        as_of: lang.as_of(permit.now),
    };
    let html = render_daily_list(&view, lang).map_err(Problem::internal)?;
    Ok(private_page(lang, html))
}

async fn waiting(
    tx: &Tx,
    app: &App,
    reach: &Reach,
    id: ShopId,
    (now, after, limit): (DateTime<Utc>, Option<OrderId>, u64),
) -> Result<(Shop, Vec<WaitingOut>), Failure> {
    let shop = rows::shop(tx, reach, id).await?.ok_or(Code::ShopNotFound)?;
    let orders = rows::orders_waiting(tx, shop.id, now, after, limit).await?;
    let names = members::names_of(tx, orders.iter().map(|order| order.member)).await?;
    let out = |order: &xianfeng_domain::redemption::Order| WaitingOut {
        order_id: order.id.0,
        member_name: names.get(&order.member).map(|name| mask(name)).unwrap_or_default(),
        reward_name: order.reward_name.clone(),
        quantity: order.quantity,
        unit: order.unit.clone(),
        code_end: last_signs(&code(&app.vault, order.id)).to_owned(),
        collect_by: WireDay(last_day(order)),
    };
    Ok((shop, orders.iter().map(out).collect()))
}
