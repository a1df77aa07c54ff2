//! What verification compares: shelves with their movements and their orders.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::ids::{OrderId, RewardId, ShopId};
use xianfeng_domain::redemption::{self, Change};

use crate::db::{Hundredths, StoreError, StoreResult, Tx};
use crate::entities::{orders, stock_movements, stocks};

/// A shelf, and what it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShelfCheck {
    /// In which shop.
    pub shop: ShopId,
    /// Of which reward.
    pub reward: RewardId,
    /// As stored.
    pub stored: Change,
    /// The sum of its movements.
    pub moved: Change,
    /// What its open orders have set aside.
    pub ordered: i64,
}

/// An order, as far as the purse must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderState {
    /// Which.
    pub order: OrderId,
    /// Where it stands.
    pub state: redemption::OrderState,
    /// What it costs.
    pub points: Points,
}

#[derive(FromQueryResult)]
struct Sums {
    shop_id: Uuid,
    reward_id: Uuid,
    free: Option<i64>,
    reserved: Option<i64>,
}

/// Every shelf, and every movement that has none. A township has a few hundred.
///
/// # Errors
/// The database's fault.
pub async fn shelves_to_check(tx: &Tx) -> StoreResult<Vec<ShelfCheck>> {
    let mut shelves: HashMap<(Uuid, Uuid), ShelfCheck> = HashMap::new();
    let mut at = |shop: Uuid, reward: Uuid, set: &dyn Fn(&mut ShelfCheck)| {
        let shelf = shelves.entry((shop, reward)).or_insert_with(|| ShelfCheck {
            shop: ShopId(shop),
            reward: RewardId(reward),
            stored: Change::default(),
            moved: Change::default(),
            ordered: 0,
        });
        set(shelf);
    };
    for row in stocks::Entity::find().all(tx.conn()).await? {
        let stored = Change { free: row.free, reserved: row.reserved };
        at(row.shop_id, row.reward_id, &|shelf| shelf.stored = stored);
    }
    {
        use stock_movements::Column;
        // MySQL sums integers to a decimal.
        let sum = |column: Column| column.sum().cast_as("SIGNED");
        let rows = stock_movements::Entity::find()
            .select_only()
            .columns([Column::ShopId, Column::RewardId])
            .column_as(sum(Column::FreeChange), "free")
            .column_as(sum(Column::ReservedChange), "reserved")
            .group_by(Column::ShopId)
            .group_by(Column::RewardId)
            .into_model::<Sums>()
            .all(tx.conn())
            .await?;
        for row in rows {
            let moved = Change { free: row.free.unwrap_or_default(), reserved: row.reserved.unwrap_or_default() };
            at(row.shop_id, row.reward_id, &|shelf| shelf.moved = moved);
        }
    }
    {
        use orders::Column;
        let rows: Vec<(Uuid, Uuid, i64)> = orders::Entity::find()
            .select_only()
            .columns([Column::ShopId, Column::RewardId, Column::Quantity])
            .filter(Column::State.eq(redemption::OrderState::Reserved.code()))
            .filter(Column::Kind.eq(redemption::RewardKind::Goods.code()))
            .into_tuple()
            .all(tx.conn())
            .await?;
        for (shop, reward, quantity) in rows {
            at(shop, reward, &|shelf| shelf.ordered += quantity);
        }
    }
    let mut shelves: Vec<_> = shelves.into_values().collect();
    shelves.sort_by_key(|shelf| (shelf.shop, shelf.reward));
    Ok(shelves)
}

/// Orders, by id, after one of them.
///
/// # Errors
/// The database's fault.
pub async fn orders_to_check(tx: &Tx, after: Option<OrderId>, limit: u64) -> StoreResult<Vec<OrderState>> {
    use orders::Column;
    let mut query = orders::Entity::find().select_only().columns([Column::Id, Column::State, Column::Points]);
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.0));
    }
    let rows: Vec<(Uuid, String, Hundredths)> =
        query.order_by(Column::Id, Order::Asc).limit(limit).into_tuple().all(tx.conn()).await?;
    let read = |(id, state, points): (Uuid, String, Hundredths)| {
        let state = redemption::OrderState::from_code(&state);
        let state = state.ok_or_else(|| StoreError::corrupt(format!("order {id}: its state")))?;
        Ok(OrderState { order: OrderId(id), state, points: points.into() })
    };
    rows.into_iter().map(read).collect()
}

/// All orders of coupons with their states.
///
/// # Errors
/// The database's fault.
pub async fn coupon_orders_to_check(tx: &Tx) -> StoreResult<Vec<(OrderId, redemption::OrderState)>> {
    use orders::Column;
    let rows: Vec<(Uuid, String)> = orders::Entity::find()
        .select_only()
        .columns([Column::Id, Column::State])
        .filter(Column::Kind.eq(redemption::RewardKind::Coupon.code()))
        .order_by(Column::Id, Order::Asc)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let read = |(id, state): (Uuid, String)| {
        let state = redemption::OrderState::from_code(&state);
        Ok((OrderId(id), state.ok_or_else(|| StoreError::corrupt(format!("order {id}: its state")))?))
    };
    rows.into_iter().map(read).collect()
}
