//! What stands on the shelves, and what has moved it.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, RewardId, ShopId};
use xianfeng_domain::redemption::{Change, Movement, Shelf};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::{stock_movements, stocks};

/// What one step moves.
#[derive(Clone, Copy, Debug)]
pub struct Moved<'a> {
    /// In which shop.
    pub shop: ShopId,
    /// Of which reward.
    pub reward: RewardId,
    /// How many; the difference for a stock-take.
    pub quantity: i64,
    /// The order, the receipt or the stock-take: one movement of a kind each.
    pub reference: Uuid,
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, or a note.
    pub reason: Option<&'a str>,
}

/// A reward's stock in a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stock {
    /// Which reward.
    pub reward: RewardId,
    /// What stands there.
    pub shelf: Shelf,
    /// The free stock at which, or below which, the keeper is warned.
    pub low_mark: Option<u32>,
}

/// A movement as it is on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovementRow {
    /// Its id.
    pub id: Uuid,
    /// Of which reward.
    pub reward: RewardId,
    /// Which step.
    pub kind: Movement,
    /// What it changed.
    pub change: Change,
    /// What a stock-take counted.
    pub counted: Option<u32>,
    /// Why, or a note.
    pub reason: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Goods come in. A shop's first of a reward makes its shelf.
///
/// # Errors
/// [`StoreError::Race`] when two first ones meet.
pub async fn receive(tx: &Tx, moved: Moved<'_>, low_mark: Option<u32>) -> StoreResult<()> {
    let mut more = shelf_of(moved, Movement::Received.change(moved.quantity));
    if let Some(mark) = low_mark {
        more = more.col_expr(stocks::Column::LowMark, Expr::value(i64::from(mark)));
    }
    if more.exec(tx.conn()).await?.rows_affected == 0 {
        let first = stocks::ActiveModel {
            shop_id: ActiveValue::Set(moved.shop.0),
            reward_id: ActiveValue::Set(moved.reward.0),
            free: ActiveValue::Set(moved.quantity),
            reserved: ActiveValue::Set(0),
            low_mark: ActiveValue::Set(low_mark.map(i64::from)),
            is_open: ActiveValue::Set(true),
        };
        match stocks::Entity::insert(first).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
            Err(StoreError::Duplicate) => return Err(StoreError::Race("a shelf")),
            other => other?,
        };
    }
    record(tx, moved, Movement::Received, None).await
}

/// Sets some aside for an order, if so many are free and the shop is open; says whether. This, not
/// what was read before, keeps the stock from falling below zero (pitfall 3).
///
/// # Errors
/// The database's fault.
pub async fn take(tx: &Tx, moved: Moved<'_>) -> StoreResult<bool> {
    let taken = shelf_of(moved, Movement::Ordered.change(moved.quantity))
        .filter(stocks::Column::Free.gte(moved.quantity))
        .filter(stocks::Column::IsOpen.eq(true))
        .exec(tx.conn())
        .await?;
    if taken.rows_affected == 0 {
        return Ok(false);
    }
    record(tx, moved, Movement::Ordered, None).await?;
    Ok(true)
}

/// Puts back what an order had set aside.
///
/// # Errors
/// [`StoreError::Corrupt`] when it is not there.
pub async fn return_(tx: &Tx, moved: Moved<'_>) -> StoreResult<()> {
    release(tx, moved, Movement::Returned).await
}

/// What an order had set aside is collected.
///
/// # Errors
/// [`StoreError::Corrupt`] when it is not there.
pub async fn hand_out(tx: &Tx, moved: Moved<'_>) -> StoreResult<()> {
    release(tx, moved, Movement::HandedOut).await
}

async fn release(tx: &Tx, moved: Moved<'_>, movement: Movement) -> StoreResult<()> {
    let released = shelf_of(moved, movement.change(moved.quantity))
        .filter(stocks::Column::Reserved.gte(moved.quantity))
        .exec(tx.conn())
        .await?;
    if released.rows_affected != 1 {
        return Err(StoreError::corrupt(format!("order {}: its goods are not reserved", moved.reference)));
    }
    record(tx, moved, movement, None).await
}

/// Sets the shelf to what a stock-take counted. `moved.quantity` is the difference to what stood
/// there: says `false` when that has changed meanwhile.
///
/// # Errors
/// The database's fault.
pub async fn count(tx: &Tx, moved: Moved<'_>, counted: u32) -> StoreResult<bool> {
    use stocks::Column;
    let standing = i64::from(counted) - moved.quantity;
    let set = shelf_of(moved, Movement::Counted.change(moved.quantity))
        .filter(Expr::col(Column::Free).add(Expr::col(Column::Reserved)).eq(standing))
        .filter(Expr::col(Column::Free).add(moved.quantity).gte(0))
        .exec(tx.conn())
        .await?;
    if set.rows_affected == 0 {
        return Ok(false);
    }
    record(tx, moved, Movement::Counted, Some(counted)).await?;
    Ok(true)
}

fn shelf_of(moved: Moved<'_>, change: Change) -> sea_orm::UpdateMany<stocks::Entity> {
    use stocks::Column;
    // A change of zero counts too: the driver has MySQL count the rows found, not those changed.
    stocks::Entity::update_many()
        .col_expr(Column::Free, Expr::col(Column::Free).add(change.free))
        .col_expr(Column::Reserved, Expr::col(Column::Reserved).add(change.reserved))
        .filter(Column::ShopId.eq(moved.shop.0))
        .filter(Column::RewardId.eq(moved.reward.0))
}

async fn record(tx: &Tx, moved: Moved<'_>, movement: Movement, counted: Option<u32>) -> StoreResult<()> {
    let change = movement.change(moved.quantity);
    let row = stock_movements::ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        shop_id: ActiveValue::Set(moved.shop.0),
        reward_id: ActiveValue::Set(moved.reward.0),
        kind: ActiveValue::Set(movement.code().to_owned()),
        reference_id: ActiveValue::Set(moved.reference),
        free_change: ActiveValue::Set(change.free),
        reserved_change: ActiveValue::Set(change.reserved),
        counted: ActiveValue::Set(counted.map(i64::from)),
        reason: ActiveValue::Set(moved.reason.map(str::to_owned)),
        recorded_by: ActiveValue::Set(moved.by.0),
        recorded_at: ActiveValue::Set(moved.at.into()),
    };
    stock_movements::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Opens or closes all shelves of a shop: where an order and the closing meet.
///
/// # Errors
/// The database's fault.
pub async fn open_shelves(tx: &Tx, shop: ShopId, open: bool) -> StoreResult<()> {
    stocks::Entity::update_many()
        .col_expr(stocks::Column::IsOpen, Expr::value(open))
        .filter(stocks::Column::ShopId.eq(shop.0))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// What stands in a shop, by reward.
///
/// # Errors
/// The database's fault.
pub async fn of_shop(tx: &Tx, shop: ShopId) -> StoreResult<Vec<Stock>> {
    let rows = stocks::Entity::find()
        .filter(stocks::Column::ShopId.eq(shop.0))
        .order_by(stocks::Column::RewardId, Order::Asc)
        .all(tx.conn())
        .await?;
    let count = |value: i64| u32::try_from(value).map_err(|_| StoreError::corrupt(format!("the stock of shop {shop}")));
    let stock = |row: stocks::Model| {
        Ok(Stock {
            reward: RewardId(row.reward_id),
            shelf: Shelf { free: count(row.free)?, reserved: count(row.reserved)? },
            low_mark: row.low_mark.map(count).transpose()?,
        })
    };
    rows.into_iter().map(stock).collect()
}

/// A shop's movements, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn movements(
    tx: &Tx,
    shop: ShopId,
    reward: Option<RewardId>,
    before: Option<Uuid>,
    limit: u64,
) -> StoreResult<Vec<MovementRow>> {
    use stock_movements::Column;
    let mut query = stock_movements::Entity::find().filter(Column::ShopId.eq(shop.0));
    if let Some(reward) = reward {
        query = query.filter(Column::RewardId.eq(reward.0));
    }
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    let read = |row: stock_movements::Model| {
        let unknown = || StoreError::corrupt(format!("stock movement {}", row.id));
        Ok(MovementRow {
            id: row.id,
            reward: RewardId(row.reward_id),
            kind: Movement::from_code(&row.kind).ok_or_else(unknown)?,
            change: Change { free: row.free_change, reserved: row.reserved_change },
            counted: row.counted.map(|counted| u32::try_from(counted).map_err(|_| unknown())).transpose()?,
            at: row.recorded_at.into(),
            reason: row.reason,
        })
    };
    rows.into_iter().map(read).collect()
}
