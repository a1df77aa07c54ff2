//! The PIN with which a relative collects.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use xianfeng_domain::ids::OrderId;
use xianfeng_domain::redemption::OrderState;

use crate::db::{StoreResult, Tx};
use crate::entities::orders::{Column, Entity};

/// After so many tries the PIN is locked; the member collects in person then.
pub const PIN_TRIES: i64 = 5;

/// Counts a try of an order's PIN before it is looked at; says whether it is allowed.
///
/// # Errors
/// The database's fault.
pub async fn try_pin(tx: &Tx, order: OrderId) -> StoreResult<bool> {
    let counted = Entity::update_many()
        .col_expr(Column::PinTries, Expr::col(Column::PinTries).add(1))
        .filter(Column::Id.eq(order.0))
        .filter(Column::State.eq(OrderState::Reserved.code()))
        .filter(Column::PinTries.lt(PIN_TRIES))
        .exec(tx.conn())
        .await?;
    Ok(counted.rows_affected == 1)
}

/// Is this keyed hash that of the order's PIN? The hash is keyed and bound to the order, so that its
/// comparison tells nothing.
///
/// # Errors
/// The database's fault.
pub async fn matches(tx: &Tx, order: OrderId, hash: &[u8; 32]) -> StoreResult<bool> {
    let row = Entity::find_by_id(order.0).one(tx.conn()).await?;
    Ok(row.and_then(|row| row.pin_hash).is_some_and(|own| own == hash))
}
