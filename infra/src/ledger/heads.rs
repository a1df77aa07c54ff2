//! The one serialisation point a member (invariant 2).

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::ledger::{GENESIS, Head};
use xianfeng_domain::time::Day;

use crate::db::{StoreError, StoreResult, Tx, array32};
use crate::entities::member_ledger_heads::{ActiveModel, Column, Entity, Model};

/// Makes the head of a new member, at whose township units are closed and final through some days.
///
/// # Errors
/// [`StoreError::Duplicate`] when there is one.
pub async fn create(
    tx: &Tx,
    member: MemberId,
    (closed_through, final_through): (Option<Day>, Option<Day>),
) -> StoreResult<()> {
    let head = ActiveModel {
        member_id: ActiveValue::Set(member.0),
        seq: ActiveValue::Set(0),
        hash: ActiveValue::Set(GENESIS.to_vec()),
        closed_through: ActiveValue::Set(closed_through),
        final_through: ActiveValue::Set(final_through),
        board_version: ActiveValue::Set(1),
        touches: ActiveValue::Set(0),
    };
    Entity::insert(head).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Takes the member's turn and reads the head. The update waits for whoever has the row, so that
/// many approvals at once on one member queue up instead of colliding; the conditional update
/// in [`super::write`] still proves that nobody came in between.
///
/// Several members are locked in id order.
///
/// # Errors
/// [`StoreError::Corrupt`] when the member has no head.
pub async fn lock(tx: &Tx, member: MemberId) -> StoreResult<Head> {
    let touched = Entity::update_many()
        .col_expr(Column::Touches, Expr::col(Column::Touches).add(1))
        .filter(Column::MemberId.eq(member.0))
        .exec(tx.conn())
        .await?;
    if touched.rows_affected == 0 {
        return Err(StoreError::corrupt(format!("member {member} has no ledger head")));
    }
    let row = Entity::find_by_id(member.0).one(tx.conn()).await?;
    row.ok_or_else(|| StoreError::corrupt("a ledger head vanished")).and_then(head)
}

/// Reads the head without taking a turn.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, member: MemberId) -> StoreResult<Option<Head>> {
    Entity::find_by_id(member.0).one(tx.conn()).await?.map(head).transpose()
}

/// Says that the boards must show the member anew, for changes that write no entry (a transfer).
///
/// # Errors
/// The database's fault.
pub async fn touch_board(tx: &Tx, member: MemberId) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::BoardVersion, Expr::col(Column::BoardVersion).add(1))
        .filter(Column::MemberId.eq(member.0))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Closes a unit for one member, up to and including a day; says whether it was open.
///
/// # Errors
/// The database's fault.
pub async fn close_through(tx: &Tx, member: MemberId, last_day: Day) -> StoreResult<bool> {
    let closed = Entity::update_many()
        .col_expr(Column::ClosedThrough, Expr::value(last_day))
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::ClosedThrough.is_null().or(Column::ClosedThrough.lt(last_day)))
        .exec(tx.conn())
        .await?;
    Ok(closed.rows_affected == 1)
}

/// All members that have a head, for whoever checks the whole ledger.
///
/// # Errors
/// The database's fault.
pub async fn all_members(tx: &Tx) -> StoreResult<Vec<(Head, u64)>> {
    let rows = Entity::find().all(tx.conn()).await?;
    rows.into_iter()
        .map(|row| {
            let version = u64::try_from(row.board_version).unwrap_or_default();
            Ok((head(row)?, version))
        })
        .collect()
}

fn head(row: Model) -> StoreResult<Head> {
    Ok(Head {
        member: MemberId(row.member_id),
        seq: u64::try_from(row.seq).map_err(|_| StoreError::corrupt("a head's seq is negative"))?,
        hash: array32(&row.hash)?,
        closed_through: row.closed_through,
        final_through: row.final_through,
    })
}
