//! Coupons: each order that has one has exactly one code, and no code has two orders (invariant 5).

use std::collections::{HashMap, HashSet};

use xianfeng_domain::ids::OrderId;
use xianfeng_domain::redemption::OrderState;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::redemption::{self as rows, Coupon};

use super::difference::Difference;

/// All of them in one snapshot.
pub(super) async fn coupons(tx: &Tx) -> StoreResult<Vec<Difference>> {
    let orders: HashMap<OrderId, OrderState> = rows::coupon_orders_to_check(tx).await?.into_iter().collect();
    let codes = rows::coupons_to_check(tx).await?;
    let has: HashSet<OrderId> = codes.iter().filter_map(|code| code.order).collect();
    let is_whole = |code: &&Coupon| {
        let right = |order| orders.get(&order) == Some(&OrderState::Fulfilled);
        let known = code.was_order.is_none_or(|order| orders.contains_key(&order));
        let one = code.order.is_none() || code.was_order.is_none();
        code.state.is_taken() == code.order.is_some() && code.order.is_none_or(right) && known && one
    };
    let mut found: Vec<Difference> =
        codes.iter().filter(|code| !is_whole(code)).map(|code| Difference::Coupon(code.id)).collect();
    let without = orders.iter().filter(|(order, state)| **state == OrderState::Fulfilled && !has.contains(order));
    found.extend(without.map(|(order, _)| Difference::OrderCoupon(*order)));
    Ok(found)
}
