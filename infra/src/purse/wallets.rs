//! Wallets: the one serialisation point of a member's lots (invariant 5).

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use xianfeng_domain::Points;
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::purse::Wallet;

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::wallets::{ActiveModel, Column, Entity, Model};

/// Takes the wallet's turn, and makes the wallet where the member has none.
///
/// # Errors
/// The database's fault.
pub async fn open(tx: &Tx, member: MemberId) -> StoreResult<()> {
    let row = ActiveModel {
        member_id: ActiveValue::Set(member.0),
        free_points: ActiveValue::Set(Points::ZERO.into()),
        reserved_points: ActiveValue::Set(Points::ZERO.into()),
        version: ActiveValue::Set(1),
    };
    let touch = OnConflict::column(Column::MemberId)
        .value(Column::Version, Expr::col((Entity, Column::Version)).add(1))
        .to_owned();
    Entity::insert(row).on_conflict(touch).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Takes the wallet's turn; says whether the member has one. The update waits for whoever has the
/// row, so that many orders at once queue up instead of colliding. Several wallets are locked in
/// the order of member ids, and each before the fund that pays.
///
/// # Errors
/// The database's fault.
pub async fn lock(tx: &Tx, member: MemberId) -> StoreResult<bool> {
    let touched = Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::MemberId.eq(member.0))
        .exec(tx.conn())
        .await?;
    Ok(touched.rows_affected == 1)
}

/// Moves the sums, below zero for what leaves them. The condition holds even if a caller has
/// forgotten the turn.
///
/// # Errors
/// [`StoreError::Race`] when the wallet does not hold that much: the lots were read before
/// somebody else's step.
pub async fn shift(tx: &Tx, member: MemberId, free: Points, reserved: Points) -> StoreResult<()> {
    let (free, reserved) = (free.hundredths(), reserved.hundredths());
    let moved = Entity::update_many()
        .col_expr(Column::FreePoints, Expr::col(Column::FreePoints).add(free))
        .col_expr(Column::ReservedPoints, Expr::col(Column::ReservedPoints).add(reserved))
        .filter(Column::MemberId.eq(member.0))
        .filter(Expr::col(Column::FreePoints).add(free).gte(0))
        .filter(Expr::col(Column::ReservedPoints).add(reserved).gte(0))
        .exec(tx.conn())
        .await?;
    if moved.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a wallet")) }
}

/// A member's sums.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, member: MemberId) -> StoreResult<Option<Wallet>> {
    Ok(Entity::find_by_id(member.0).one(tx.conn()).await?.map(|row| sums(&row)))
}

/// All wallets, for whoever checks them.
///
/// # Errors
/// The database's fault.
pub async fn all(tx: &Tx) -> StoreResult<Vec<(MemberId, Wallet)>> {
    let rows = Entity::find().all(tx.conn()).await?;
    Ok(rows.iter().map(|row| (MemberId(row.member_id), sums(row))).collect())
}

fn sums(row: &Model) -> Wallet {
    Wallet { free: row.free_points.into(), reserved: row.reserved_points.into() }
}
