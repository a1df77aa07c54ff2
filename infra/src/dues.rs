//! Party dues: rows in, domain values out.

use std::ops::RangeInclusive;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::dues::Dues;
use xianfeng_domain::ids::{AccountId, EntryId, MemberId, OrganizationId};
use xianfeng_domain::time::{Day, Period};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::dues::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// What is on record within reach for a branch's month, by members' ids.
///
/// # Errors
/// The database's fault.
pub async fn sheet(tx: &Tx, reach: &Reach, organization: OrganizationId, period: Period) -> StoreResult<Vec<Dues>> {
    let rows = Entity::find()
        .filter(within(Column::OrganizationPath, reach))
        .filter(Column::OrganizationId.eq(organization.0))
        .filter(Column::Period.eq(period.to_string()))
        .order_by(Column::MemberId, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// What is on record of a member's month, whatever branch recorded it.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, member: MemberId, period: Period) -> StoreResult<Option<Dues>> {
    let row = Entity::find()
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::Period.eq(period.to_string()))
        .one(tx.conn())
        .await?;
    row.map(from_row).transpose()
}

/// A member's own record, the latest month first; `before` is the month that the page goes on from.
///
/// # Errors
/// The database's fault.
pub async fn of_member(tx: &Tx, member: MemberId, before: Option<&str>, limit: u64) -> StoreResult<Vec<Dues>> {
    let mut query = Entity::find().filter(Column::MemberId.eq(member.0));
    if let Some(before) = before {
        query = query.filter(Column::Period.lt(before));
    }
    let rows = query.order_by(Column::Period, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Dues of a branch that were due in some days, are late or unpaid `today` and were not taken up by
/// a quarterly audit.
///
/// # Errors
/// The database's fault.
pub async fn failing(
    tx: &Tx,
    organization: OrganizationId,
    due: RangeInclusive<Day>,
    today: Day,
) -> StoreResult<Vec<Dues>> {
    let late = Expr::col(Column::PaidOn).gt(Expr::col(Column::DueBy));
    let unpaid = Condition::all().add(Column::PaidOn.is_null()).add(Column::DueBy.lt(today));
    let rows = Entity::find()
        .filter(Column::OrganizationId.eq(organization.0))
        .filter(Column::DueBy.between(*due.start(), *due.end()))
        .filter(Column::AuditLineId.is_null())
        .filter(Condition::any().add(late).add(unpaid))
        .order_by(Column::DueBy, Order::Asc)
        .order_by(Column::MemberId, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Writes a new record.
///
/// # Errors
/// [`StoreError::Duplicate`] when the member's month is on record already.
pub async fn insert(tx: &Tx, dues: &Dues, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(dues.id),
        member_id: ActiveValue::Set(dues.member.0),
        organization_id: ActiveValue::Set(dues.organization.0),
        organization_path: ActiveValue::Set(dues.path.to_string()),
        period: ActiveValue::Set(dues.period.to_string()),
        due_by: ActiveValue::Set(dues.due_by),
        paid_on: ActiveValue::Set(dues.paid_on),
        amount_fen: ActiveValue::Set(dues.amount_fen),
        entry_id: ActiveValue::Set(dues.entry.map(Into::into)),
        credits: ActiveValue::Set(dues.credits.into()),
        audit_line_id: ActiveValue::Set(dues.audit_line),
        recorded_by: ActiveValue::Set(dues.recorded_by.0),
        recorded_at: ActiveValue::Set(now.into()),
        version: ActiveValue::Set(1),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Writes what is on record now, if nobody changed it meanwhile.
///
/// # Errors
/// [`StoreError::Race`] when somebody did: the transaction starts again.
pub async fn update(tx: &Tx, dues: &Dues, now: DateTime<Utc>) -> StoreResult<()> {
    let updated = Entity::update_many()
        .col_expr(Column::DueBy, Expr::value(dues.due_by))
        .col_expr(Column::PaidOn, Expr::value(dues.paid_on))
        .col_expr(Column::AmountFen, Expr::value(dues.amount_fen))
        .col_expr(Column::EntryId, Expr::value(dues.entry.map(|entry| entry.0)))
        .col_expr(Column::Credits, Expr::value(i64::from(dues.credits)))
        .col_expr(Column::RecordedBy, Expr::value(dues.recorded_by.0))
        .col_expr(Column::RecordedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(dues.id))
        .filter(Column::Version.eq(i64::try_from(dues.version).unwrap_or(i64::MAX)))
        .exec(tx.conn())
        .await?;
    if updated.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("dues")) }
}

/// Takes dues up into a line of a quarterly audit; says whether no other line had them.
///
/// # Errors
/// The database's fault.
pub async fn take(tx: &Tx, id: Uuid, line: Uuid) -> StoreResult<bool> {
    let taken = Entity::update_many()
        .col_expr(Column::AuditLineId, Expr::value(line))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::AuditLineId.is_null())
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// How many fen of dues were paid within reach in some days.
///
/// # Errors
/// The database's fault.
pub async fn paid_fen(tx: &Tx, reach: &Reach, paid: RangeInclusive<Day>) -> StoreResult<i64> {
    let sum: Option<Option<i64>> = Entity::find()
        .select_only()
        .column_as(Column::AmountFen.sum().cast_as("SIGNED"), "paid")
        .filter(within(Column::OrganizationPath, reach))
        .filter(Column::PaidOn.between(*paid.start(), *paid.end()))
        .into_tuple()
        .one(tx.conn())
        .await?;
    Ok(sum.flatten().unwrap_or_default())
}

fn from_row(row: Model) -> StoreResult<Dues> {
    let unknown = |what: &str| StoreError::corrupt(format!("dues {}: {what}", row.id));
    Ok(Dues {
        id: row.id,
        member: MemberId(row.member_id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("their path"))?,
        period: row.period.parse().map_err(|_| unknown("their month"))?,
        due_by: row.due_by,
        paid_on: row.paid_on,
        amount_fen: row.amount_fen,
        entry: row.entry_id.map(EntryId),
        credits: u32::try_from(row.credits).map_err(|_| unknown("their credits"))?,
        audit_line: row.audit_line_id,
        recorded_by: AccountId(row.recorded_by),
        version: u64::try_from(row.version).unwrap_or_default(),
    })
}
