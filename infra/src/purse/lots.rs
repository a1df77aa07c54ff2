//! Lots: rows in, domain values out.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select};
use xianfeng_domain::Points;
use xianfeng_domain::ids::{LotId, MemberId, OrganizationId, SettlementId};
use xianfeng_domain::purse::{Amount, Lot};
use xianfeng_domain::time::Day;

use crate::db::{Hundredths, StoreError, StoreResult, Tx};
use crate::entities::wallet_lots::{ActiveModel, Column, Entity, Model};

/// Writes a new lot.
///
/// # Errors
/// [`StoreError::Duplicate`] when the settlement has issued one to the member;
/// [`StoreError::Corrupt`] when its fen cannot be divided among its points.
pub async fn insert(tx: &Tx, lot: &Lot) -> StoreResult<()> {
    let unit = lot.unit_fen().ok_or_else(|| StoreError::corrupt("a lot whose fen cannot be divided"))?;
    let row = ActiveModel {
        id: ActiveValue::Set(lot.id.0),
        member_id: ActiveValue::Set(lot.member.0),
        settlement_id: ActiveValue::Set(lot.settlement.0),
        organization_id: ActiveValue::Set(lot.organization.0),
        period: ActiveValue::Set(lot.period.to_string()),
        unit_fen: ActiveValue::Set(unit),
        issued_points: ActiveValue::Set(lot.issued.points.into()),
        free_points: ActiveValue::Set(lot.free.points.into()),
        reserved_points: ActiveValue::Set(lot.reserved.points.into()),
        spent_points: ActiveValue::Set(lot.spent.points.into()),
        expired_points: ActiveValue::Set(lot.expired.points.into()),
        expires_on: ActiveValue::Set(lot.expires_on),
        issued_at: ActiveValue::Set(lot.issued_at.into()),
        noticed_for: ActiveValue::Set(None),
        grace_used: ActiveValue::Set(lot.grace_used),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Writes what a step changed, if the lot still is what the step was decided on.
///
/// # Errors
/// [`StoreError::Race`] when it is not.
pub async fn update(tx: &Tx, before: &Lot, after: &Lot) -> StoreResult<()> {
    let value = |amount: Amount| Expr::value(Hundredths::from(amount.points));
    let updated = Entity::update_many()
        .col_expr(Column::FreePoints, value(after.free))
        .col_expr(Column::ReservedPoints, value(after.reserved))
        .col_expr(Column::SpentPoints, value(after.spent))
        .col_expr(Column::ExpiredPoints, value(after.expired))
        .col_expr(Column::ExpiresOn, Expr::value(after.expires_on))
        .col_expr(Column::GraceUsed, Expr::value(after.grace_used))
        .filter(Column::Id.eq(before.id.0))
        .filter(Column::FreePoints.eq(Hundredths::from(before.free.points)))
        .filter(Column::ReservedPoints.eq(Hundredths::from(before.reserved.points)))
        .filter(Column::SpentPoints.eq(Hundredths::from(before.spent.points)))
        .exec(tx.conn())
        .await?;
    if updated.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a lot")) }
}

/// A member's lots, the oldest first; whoever may see the member may see them.
///
/// # Errors
/// The database's fault.
pub async fn of_member(tx: &Tx, member: MemberId) -> StoreResult<Vec<Lot>> {
    read(tx, Entity::find().filter(Column::MemberId.eq(member.0)).order_by(Column::Id, Order::Asc)).await
}

/// What a settlement issued to a member.
///
/// # Errors
/// The database's fault.
pub async fn of_settlement(tx: &Tx, settlement: SettlementId, member: MemberId) -> StoreResult<Option<Lot>> {
    let query = Entity::find().filter(Column::SettlementId.eq(settlement.0)).filter(Column::MemberId.eq(member.0));
    Ok(read(tx, query).await?.pop())
}

/// Some of the lots whose day has passed and that still hold something free, by member.
///
/// # Errors
/// The database's fault.
pub async fn due_before(tx: &Tx, today: Day, limit: u64) -> StoreResult<Vec<Lot>> {
    let query = with_free().filter(Column::ExpiresOn.lt(today)).order_by(Column::MemberId, Order::Asc).limit(limit);
    read(tx, query).await
}

/// Some of the lots that run out from one day to another (both included), hold something free and
/// whose members were not told of that day.
///
/// # Errors
/// The database's fault.
pub async fn unnoticed(tx: &Tx, days: (Day, Day), limit: u64) -> StoreResult<Vec<Lot>> {
    let told = Column::NoticedFor.is_null().or(Expr::col(Column::NoticedFor).ne(Expr::col(Column::ExpiresOn)));
    let query = with_free().filter(Column::ExpiresOn.between(days.0, days.1)).filter(told);
    read(tx, query.order_by(Column::Id, Order::Asc).limit(limit)).await
}

/// Notes that the member was told of the lot's last day; says whether this was the first time.
///
/// # Errors
/// The database's fault.
pub async fn notice(tx: &Tx, lot: &Lot) -> StoreResult<bool> {
    let noted = Entity::update_many()
        .col_expr(Column::NoticedFor, Expr::value(lot.expires_on))
        .filter(Column::Id.eq(lot.id.0))
        .filter(Column::ExpiresOn.eq(lot.expires_on))
        .filter(Column::NoticedFor.is_null().or(Column::NoticedFor.ne(lot.expires_on)))
        .exec(tx.conn())
        .await?;
    Ok(noted.rows_affected == 1)
}

/// All lots, for whoever checks them.
///
/// # Errors
/// The database's fault.
pub async fn all(tx: &Tx) -> StoreResult<Vec<Lot>> {
    read(tx, Entity::find().order_by(Column::Id, Order::Asc)).await
}

fn with_free() -> Select<Entity> {
    Entity::find().filter(Column::FreePoints.gt(Hundredths(0)))
}

async fn read(tx: &Tx, query: Select<Entity>) -> StoreResult<Vec<Lot>> {
    query.all(tx.conn()).await?.into_iter().map(from_row).collect()
}

fn from_row(row: Model) -> StoreResult<Lot> {
    let amount = |points: Hundredths| Amount::at(Points::from(points), row.unit_fen);
    let period = row.period.parse().map_err(|_| StoreError::corrupt(format!("lot {}: its period", row.id)))?;
    Ok(Lot {
        id: LotId(row.id),
        member: MemberId(row.member_id),
        settlement: SettlementId(row.settlement_id),
        organization: OrganizationId(row.organization_id),
        period,
        issued: amount(row.issued_points),
        free: amount(row.free_points),
        reserved: amount(row.reserved_points),
        spent: amount(row.spent_points),
        expired: amount(row.expired_points),
        expires_on: row.expires_on,
        issued_at: row.issued_at.into(),
        grace_used: row.grace_used,
    })
}
