//! How often an account may try pickup codes that nobody has.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use xianfeng_domain::ids::AccountId;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::pickup_tries::{ActiveModel, Column, Entity};

/// So many unknown codes…
pub const TRIES: i64 = 20;

/// … in so many seconds.
pub const TRIES_SECONDS: i64 = 3600;

/// Counts a try before the code is looked at, so that tries at once are not more; says whether it
/// is allowed. A code that is known [gives it back](give_back).
///
/// # Errors
/// [`StoreError::Race`] when first tries meet: the transaction starts again.
pub async fn try_once(tx: &Tx, account: AccountId, now: DateTime<Utc>) -> StoreResult<bool> {
    let began = Moment::from(now - Duration::seconds(TRIES_SECONDS));
    let more = Entity::update_many()
        .col_expr(Column::Tries, Expr::col(Column::Tries).add(1))
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Since.gt(began))
        .filter(Column::Tries.lt(TRIES));
    if more.exec(tx.conn()).await?.rows_affected == 1 {
        return Ok(true);
    }
    let anew = Entity::update_many()
        .col_expr(Column::Tries, Expr::value(1_i64))
        .col_expr(Column::Since, Expr::value(Moment::from(now)))
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Since.lte(began));
    if anew.exec(tx.conn()).await?.rows_affected == 1 {
        return Ok(true);
    }
    if let Some(row) = Entity::find_by_id(account.0).one(tx.conn()).await? {
        // Somebody's first try was written since the updates looked: there is room yet.
        let room = row.tries < TRIES || row.since <= began;
        return if room { Err(StoreError::Race("a try of a pickup code")) } else { Ok(false) };
    }
    let first = ActiveModel {
        account_id: ActiveValue::Set(account.0),
        tries: ActiveValue::Set(1),
        since: ActiveValue::Set(now.into()),
    };
    match Entity::insert(first).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        Err(StoreError::Duplicate) => Err(StoreError::Race("a try of a pickup code")),
        other => other.map(|_| true),
    }
}

/// Gives a try back: the code was one of ours.
///
/// # Errors
/// The database's fault.
pub async fn give_back(tx: &Tx, account: AccountId) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::Tries, Expr::col(Column::Tries).sub(1))
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Tries.gt(0))
        .exec(tx.conn())
        .await?;
    Ok(())
}
