//! What happened to lots: written once, never changed.

use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;
use xianfeng_domain::ids::{LotId, MemberId};
use xianfeng_domain::purse::{Amount, Movement, MovementKind};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::wallet_movements::{ActiveModel, Column, Entity, Model};

/// A movement without its cause, for whoever adds them up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which lot.
    pub lot: LotId,
    /// Whose wallet.
    pub member: MemberId,
    /// What the step did.
    pub kind: MovementKind,
    /// How much.
    pub amount: Amount,
}

/// Writes a movement. `occasion` tells the expiries of one lot apart (the number of the day that
/// passed); 0 for all that happens once.
///
/// # Errors
/// [`StoreError::Duplicate`] when the cause has acted on the lot.
pub async fn insert(tx: &Tx, movement: &Movement, occasion: i64) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(movement.id),
        member_id: ActiveValue::Set(movement.member.0),
        lot_id: ActiveValue::Set(movement.lot.0),
        kind: ActiveValue::Set(movement.kind.code().to_owned()),
        turn: ActiveValue::Set(movement.kind.turn().to_owned()),
        points: ActiveValue::Set(movement.amount.points.into()),
        fen: ActiveValue::Set(movement.amount.fen),
        reference_id: ActiveValue::Set(movement.reference),
        occasion: ActiveValue::Set(occasion),
        at: ActiveValue::Set(movement.at.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// What one cause did: an order, a settlement.
///
/// # Errors
/// The database's fault.
pub async fn of_cause(tx: &Tx, reference: Uuid) -> StoreResult<Vec<Movement>> {
    read(tx, Entity::find().filter(Column::ReferenceId.eq(reference)).order_by(Column::Id, Order::Asc)).await
}

/// A member's movements, the newest first; whoever may see the member may see them.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, member: MemberId, before: Option<Uuid>, limit: u64) -> StoreResult<Vec<Movement>> {
    let mut query = Entity::find().filter(Column::MemberId.eq(member.0));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    read(tx, query.order_by(Column::Id, Order::Desc).limit(limit)).await
}

/// All movements, for whoever adds them up.
///
/// # Errors
/// The database's fault.
pub async fn sums(tx: &Tx) -> StoreResult<Vec<Moved>> {
    let moved = |one: Movement| Moved { lot: one.lot, member: one.member, kind: one.kind, amount: one.amount };
    Ok(read(tx, Entity::find()).await?.into_iter().map(moved).collect())
}

async fn read(tx: &Tx, query: Select<Entity>) -> StoreResult<Vec<Movement>> {
    query.all(tx.conn()).await?.into_iter().map(from_row).collect()
}

fn from_row(row: Model) -> StoreResult<Movement> {
    let kind = MovementKind::from_code(&row.kind)
        .ok_or_else(|| StoreError::corrupt(format!("wallet movement {}: its kind", row.id)))?;
    Ok(Movement {
        id: row.id,
        member: MemberId(row.member_id),
        lot: LotId(row.lot_id),
        kind,
        amount: Amount { points: row.points.into(), fen: row.fen },
        reference: row.reference_id,
        at: row.at.into(),
    })
}
