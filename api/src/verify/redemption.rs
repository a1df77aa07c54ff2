//! Shelves against their movements and orders, orders against the purse (invariant 5).

use xianfeng_domain::Points;
use xianfeng_domain::ids::OrderId;
use xianfeng_domain::purse::{Movement, MovementKind};
use xianfeng_domain::redemption::OrderState;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::purse;
use xianfeng_infra::redemption::{self as rows, CheckedOrder};

use super::difference::Difference;

/// Every shelf, in one snapshot.
pub(super) async fn shelves(tx: &Tx) -> StoreResult<Vec<Difference>> {
    let wrong = |shelf: &rows::ShelfCheck| shelf.stored != shelf.moved || shelf.stored.reserved != shelf.ordered;
    let shelves = rows::shelves_to_check(tx).await?;
    let found = shelves.into_iter().filter(wrong);
    Ok(found.map(|shelf| Difference::Shelf { shop: shelf.shop, reward: shelf.reward }).collect())
}

/// A page of orders; says the last one looked at, if there was any.
pub(super) async fn orders(
    tx: &Tx,
    after: Option<OrderId>,
    limit: u64,
) -> StoreResult<(Vec<Difference>, Option<OrderId>)> {
    let page = rows::orders_to_check(tx, after, limit).await?;
    let mut found = Vec::new();
    for order in &page {
        if !agrees(order, &purse::of_cause(tx, order.order.0).await?) {
            found.push(Difference::OrderPoints(order.order));
        }
    }
    Ok((found, page.last().map(|order| order.order)))
}

/// What was kept for an order is its price; it was spent if the order was handed out, given back if
/// it was called off, and neither while it waits.
fn agrees(order: &CheckedOrder, moved: &[Movement]) -> bool {
    let sum = |kind: MovementKind| -> Points {
        moved.iter().filter(|movement| movement.kind == kind).map(|movement| movement.amount.points).sum()
    };
    let (spent, back, refunded) = match order.state {
        OrderState::Reserved => (Points::ZERO, Points::ZERO, Points::ZERO),
        OrderState::Fulfilled => (order.points, Points::ZERO, Points::ZERO),
        OrderState::Refunded => (order.points, Points::ZERO, order.points),
        OrderState::Cancelled | OrderState::Expired => (Points::ZERO, order.points, Points::ZERO),
    };
    sum(MovementKind::Reserve) == order.points
        && sum(MovementKind::Fulfil) == spent
        && sum(MovementKind::Cancel) == back
        && sum(MovementKind::Refund) == refunded
}
