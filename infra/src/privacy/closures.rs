//! Closings of accounts and erasures of persons.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use xianfeng_domain::ids::{AccountId, ClosureId, PersonId};
use xianfeng_domain::privacy::{Closure, ClosureKind, ClosureState};
use xianfeng_domain::time::Day;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::closures::{ActiveModel, Column, Entity, Model};
use crate::entities::members;

/// Writes a closure that is asked for.
///
/// # Errors
/// [`StoreError::Duplicate`] when one is under way.
pub async fn insert(tx: &Tx, closure: &Closure, reason: Option<&str>, by: AccountId) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(closure.id.0),
        person_id: ActiveValue::Set(closure.person.0),
        township_path: ActiveValue::Set(closure.path.to_string()),
        kind: ActiveValue::Set(closure.kind.code().to_owned()),
        state: ActiveValue::Set(closure.state.code().to_owned()),
        asked_by: ActiveValue::Set(by.0),
        asked_at: ActiveValue::Set(closure.asked_at.into()),
        due_at: ActiveValue::Set(closure.due_at.into()),
        reason: ActiveValue::Set(reason.map(str::to_owned)),
        number: ActiveValue::Set(None),
        done_at: ActiveValue::Set(None),
        active_key: ActiveValue::Set(Some(closure.person.0.as_bytes().to_vec())),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// A person's closure that is under way, else the newest.
///
/// # Errors
/// The database's fault.
pub async fn of_person(tx: &Tx, person: PersonId) -> StoreResult<Option<Closure>> {
    let query = Entity::find().filter(Column::PersonId.eq(person.0)).order_by(Column::Id, Order::Desc);
    query.one(tx.conn()).await?.map(from_row).transpose()
}

/// Takes back what is asked and not begun; says whether.
///
/// # Errors
/// The database's fault.
pub async fn take_back(tx: &Tx, person: PersonId, now: DateTime<Utc>) -> StoreResult<bool> {
    let taken_back = Entity::update_many()
        .col_expr(Column::State, Expr::value(ClosureState::TakenBack.code()))
        .col_expr(Column::DoneAt, Expr::value(Moment::from(now)))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::ActiveKey.eq(person.0.as_bytes().to_vec()))
        .filter(Column::State.eq(ClosureState::Asked.code()))
        .exec(tx.conn())
        .await?;
    Ok(taken_back.rows_affected == 1)
}

/// Makes what is asked due now: the person went away at the platform itself.
///
/// # Errors
/// The database's fault.
pub async fn hasten(tx: &Tx, person: PersonId, now: DateTime<Utc>) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(Moment::from(now)))
        .filter(Column::ActiveKey.eq(person.0.as_bytes().to_vec()))
        .filter(Column::DueAt.gt(Moment::from(now)))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// What is due or was interrupted, the longest due first.
///
/// # Errors
/// The database's fault.
pub async fn due(tx: &Tx, now: DateTime<Utc>, limit: u64) -> StoreResult<Vec<Closure>> {
    let rows = Entity::find()
        .filter(
            Column::State
                .is_in([ClosureState::Asked, ClosureState::Working, ClosureState::Waiting].map(ClosureState::code)),
        )
        .filter(Column::DueAt.lte(Moment::from(now)))
        .order_by(Column::DueAt, Order::Asc)
        .limit(limit)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Begins a closure, if it was not taken back, and gives it its number; answers the number, the same one to
/// whoever goes on after a crash.
///
/// # Errors
/// [`StoreError::Race`] when two take a number at once: the transaction starts again.
pub async fn begin(tx: &Tx, id: ClosureId) -> StoreResult<Option<i64>> {
    let Some(row) = Entity::find_by_id(id.0).one(tx.conn()).await? else { return Ok(None) };
    if let Some(number) = row.number {
        let lasts = [ClosureState::Working, ClosureState::Waiting].iter().any(|state| row.state == state.code());
        return Ok(Some(number).filter(|_| lasts));
    }
    let last: Option<Option<i64>> = Entity::find()
        .select_only()
        .column_as(Expr::col(Column::Number).max(), "last")
        .into_tuple()
        .one(tx.conn())
        .await?;
    let number = last.flatten().unwrap_or_default() + 1;
    let begun = Entity::update_many()
        .col_expr(Column::State, Expr::value(ClosureState::Working.code()))
        .col_expr(Column::Number, Expr::value(number))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(ClosureState::Asked.code()))
        .exec(tx.conn())
        .await
        .map_err(StoreError::from);
    match begun {
        Err(StoreError::Duplicate) => Err(StoreError::Race("the number of a closure")),
        Err(error) => Err(error),
        Ok(begun) => Ok((begun.rows_affected == 1).then_some(number)),
    }
}

/// Leaves what must wait for a period to be final for another day.
///
/// # Errors
/// The database's fault.
pub async fn put_off(tx: &Tx, id: ClosureId, until: DateTime<Utc>) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(ClosureState::Waiting.code()))
        .col_expr(Column::DueAt, Expr::value(Moment::from(until)))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.is_in([ClosureState::Working, ClosureState::Waiting].map(ClosureState::code)))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Ends a closure; says whether it was under way.
///
/// # Errors
/// The database's fault.
pub async fn finish(tx: &Tx, id: ClosureId, now: DateTime<Utc>) -> StoreResult<bool> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(ClosureState::Done.code()))
        .col_expr(Column::DoneAt, Expr::value(Moment::from(now)))
        .col_expr(Column::Reason, Expr::value(Option::<String>::None))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.is_in([ClosureState::Working, ClosureState::Waiting].map(ClosureState::code)))
        .exec(tx.conn())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Whether a person belongs to a branch of any township on a day, or will.
///
/// # Errors
/// The database's fault.
pub async fn is_member(tx: &Tx, person: PersonId, today: Day) -> StoreResult<bool> {
    let lasting = members::Column::LeftOn.is_null().or(members::Column::LeftOn.gt(today));
    let query = members::Entity::find().filter(members::Column::PersonId.eq(person.0)).filter(lasting);
    Ok(query.one(tx.conn()).await?.is_some())
}

fn from_row(row: Model) -> StoreResult<Closure> {
    let unknown = |what: &str| StoreError::corrupt(format!("closure {}: {what}", row.id));
    Ok(Closure {
        id: ClosureId(row.id),
        person: PersonId(row.person_id),
        path: row.township_path.parse().map_err(|_| unknown("its path"))?,
        kind: ClosureKind::from_code(&row.kind).ok_or_else(|| unknown("its kind"))?,
        state: ClosureState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        asked_at: row.asked_at.into(),
        due_at: row.due_at.into(),
        done_at: row.done_at.map(Into::into),
    })
}
