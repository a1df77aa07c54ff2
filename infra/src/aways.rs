//! Members' times away.

mod contacts;
mod hosts;
mod liaisons;

pub use contacts::{Said, contact_days, contacts, insert_contact};
pub use hosts::{HostNote, add_note, end_host, find_hosted, host, hosted, hosts, notes, set_host};
pub use liaisons::{PastLiaison, liaisons, open_of_liaison, record_liaison, set_liaison};

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use xianfeng_domain::access::Reach;
use xianfeng_domain::aways::Away;
use xianfeng_domain::ids::{AccountId, AwayId, MemberId};
use xianfeng_domain::time::Day;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::aways::{ActiveModel, Column, Entity, Model};
use crate::members::ids_within;

/// Writes that a member is away.
///
/// # Errors
/// [`StoreError::Duplicate`] when the member is away already.
pub async fn insert(tx: &Tx, away: &Away, by: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(away.id.0),
        member_id: ActiveValue::Set(away.member.0),
        from_day: ActiveValue::Set(away.from),
        back_on: ActiveValue::Set(None),
        destination: ActiveValue::Set(away.destination.clone()),
        liaison_id: ActiveValue::Set(away.liaison.map(Into::into)),
        active_key: ActiveValue::Set(Some(away.member.0.as_bytes().to_vec())),
        recorded_by: ActiveValue::Set(by.0),
        recorded_at: ActiveValue::Set(now.into()),
        returned_by: ActiveValue::Set(None),
        returned_at: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One time away; the caller proves reach over its member.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, id: AwayId) -> StoreResult<Option<Away>> {
    Ok(Entity::find_by_id(id.0).one(tx.conn()).await?.map(from_row))
}

/// The times away of members, the oldest first; the caller proves reach over them.
///
/// # Errors
/// The database's fault.
pub async fn of_members(tx: &Tx, members: &[MemberId]) -> StoreResult<Vec<Away>> {
    if members.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find()
        .filter(Column::MemberId.is_in(members.iter().map(|member| member.0)))
        .order_by(Column::FromDay, Order::Asc)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// Since when some members have been away, of those who are away on a day.
///
/// # Errors
/// The database's fault.
pub async fn away_since(tx: &Tx, members: &[MemberId], day: Day) -> StoreResult<HashMap<MemberId, Day>> {
    let aways = of_members(tx, members).await?;
    let lasting = aways.into_iter().filter(|away| away.from <= day && away.back_on.is_none_or(|back| back > day));
    Ok(lasting.map(|away| (away.member, away.from)).collect())
}

/// Writes that a member is back.
///
/// # Errors
/// [`StoreError::Race`] when somebody wrote it first: the transaction starts again.
pub async fn come_back(tx: &Tx, away: &Away, back_on: Day, by: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let back = Entity::update_many()
        .col_expr(Column::BackOn, Expr::value(back_on))
        .col_expr(Column::ReturnedBy, Expr::value(by.0))
        .col_expr(Column::ReturnedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::Id.eq(away.id.0))
        .filter(Column::BackOn.is_null())
        .exec(tx.conn())
        .await?;
    if back.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a return")) }
}

/// The times away that go on of members within reach, by the id of the time away.
///
/// # Errors
/// The database's fault.
pub async fn open_within(tx: &Tx, reach: &Reach, today: Day) -> StoreResult<Vec<Away>> {
    let rows = Entity::find()
        .filter(Column::BackOn.is_null())
        .filter(Column::MemberId.in_subquery(ids_within(reach, today)))
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(from_row).collect())
}

fn from_row(row: Model) -> Away {
    Away {
        id: AwayId(row.id),
        member: MemberId(row.member_id),
        from: row.from_day,
        back_on: row.back_on,
        destination: row.destination,
        liaison: row.liaison_id.map(MemberId),
    }
}
