//! Orders on the wire.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::names::mask;
use xianfeng_domain::redemption::{Order, OrderState, RewardKind};
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;
use xianfeng_infra::redemption::{self as rows, Whose};

use super::code::code;
use super::coupon_wire::OrderCouponOut;
use crate::app::App;
use crate::auth::Caller;
use crate::failure::Failure;
use crate::http::wire::{WireDay, WirePoints, WireTime};

/// An order.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrderOut {
    /// Its id.
    pub id: Uuid,
    /// Who ordered: in full for the member and for who reads there, masked for others.
    pub member_name: String,
    /// The shop; none for a coupon.
    pub shop_id: Option<Uuid>,
    /// The shop's name.
    pub shop_name: Option<String>,
    /// The reward.
    pub reward_id: Uuid,
    /// Its name when it was ordered.
    pub reward_name: String,
    /// What one of it is.
    pub unit: String,
    /// `goods` or `coupon`.
    pub kind: &'static str,
    /// How many.
    pub quantity: u32,
    /// Redemption points for one.
    pub price: WirePoints,
    /// Redemption points for all.
    pub points: WirePoints,
    /// `reserved`, `fulfilled`, `cancelled`, `expired`, or `refunded` for a coupon that did not work.
    pub state: &'static str,
    /// Does a relative need a PIN?
    pub has_pin: bool,
    /// When it was ordered.
    pub ordered_at: WireTime,
    /// The last day on which it can be collected; none for a coupon.
    pub collect_by: Option<WireDay>,
    /// When it ended.
    pub ended_at: Option<WireTime>,
    /// Why it was cancelled, or the note of a list on paper.
    pub reason: Option<String>,
    /// `owner`, `relative` or `list`.
    pub collected_by: Option<&'static str>,
    /// How who collected is related to the member.
    pub relation: Option<String>,
    /// The day on which it was handed out.
    pub collected_on: Option<WireDay>,
    /// The pickup code, for its owner alone and while it is good.
    pub code: Option<String>,
    /// The coupon, without its code.
    pub coupon: Option<OrderCouponOut>,
}

/// Whose orders a caller may see: one's own, those of members where one reads, those of shops that one
/// keeps.
pub(super) fn whose(caller: &Caller) -> Whose {
    Whose { members: caller.reach(Right::Read), shops: caller.reach(Right::KeepShop), own: caller.member_id() }
}

/// Orders for the wire, in order, with a few queries for all of them. With `app` the caller's own ones
/// have their codes: never for a reply that is stored.
pub(super) async fn orders_out(
    tx: &Tx,
    caller: &Caller,
    app: Option<&App>,
    orders: &[Order],
) -> Result<Vec<OrderOut>, Failure> {
    let shops = rows::shop_names(tx, orders.iter().filter_map(|order| order.shop)).await?;
    let with_code = orders.iter().filter(|order| order.kind == RewardKind::Coupon).map(|order| order.id);
    let coupons = rows::coupons_of_orders(tx, with_code).await?;
    let names = members::names_of(tx, orders.iter().map(|order| order.member)).await?;
    let read = caller.reach(Right::Read);
    let out = |order: &Order| {
        let own = caller.member_id() == Some(order.member);
        let name = names.get(&order.member).map(String::as_str).unwrap_or_default();
        let good = own && order.state == OrderState::Reserved;
        OrderOut {
            id: order.id.0,
            member_name: if own || read.covers(&order.path) { name.to_owned() } else { mask(name) },
            shop_id: order.shop.map(Into::into),
            shop_name: order.shop.and_then(|shop| shops.get(&shop).cloned()),
            reward_id: order.reward.0,
            reward_name: order.reward_name.clone(),
            unit: order.unit.clone(),
            kind: order.kind.code(),
            quantity: order.quantity,
            price: order.price.into(),
            points: order.points.into(),
            state: order.state.code(),
            has_pin: order.has_pin,
            ordered_at: order.ordered_at.into(),
            collect_by: (order.kind == RewardKind::Goods).then(|| WireDay(last_day(order))),
            ended_at: order.ended_at.map(Into::into),
            reason: order.reason.clone(),
            collected_by: order.collected_by.map(|by| by.code()),
            relation: order.relation.clone(),
            collected_on: order.collected_on.map(WireDay),
            code: app.filter(|_| good).map(|app| code(&app.vault, order.id)),
            coupon: coupons.get(&order.id).map(Into::into),
        }
    };
    Ok(orders.iter().map(out).collect())
}

/// As [`orders_out`], of one, without its code.
pub(super) async fn order_out(tx: &Tx, caller: &Caller, order: &Order) -> Result<OrderOut, Failure> {
    let mut out = orders_out(tx, caller, None, std::slice::from_ref(order)).await?;
    Ok(out.pop().ok_or_else(|| xianfeng_infra::db::StoreError::corrupt("an order went missing"))?)
}

/// The last day on which an order can be collected.
pub(super) fn last_day(order: &Order) -> xianfeng_domain::time::Day {
    day_of(order.expires_at).pred_opt().unwrap_or_default()
}

/// The example in the document.
pub(super) fn order_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000075", "memberName": "蒋志嘉",
        "shopId": "018e0f6a-0000-7000-8000-000000000071", "shopName": "第一村先锋超市",
        "rewardId": "018e0f6a-0000-7000-8000-000000000072", "rewardName": "大米", "unit": "袋", "kind": "goods",
        "quantity": 2, "price": 12.5, "points": 25, "state": "reserved", "hasPin": true,
        "orderedAt": "2024-03-01T09:00:00+08:00", "collectBy": "2024-03-15", "endedAt": null, "reason": null,
        "collectedBy": null, "relation": null, "collectedOn": null, "code": null, "coupon": null
    })
}
