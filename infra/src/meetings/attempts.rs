//! How often an account may try the code of a meeting.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use xianfeng_domain::ids::{AccountId, MeetingId};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::sign_in_attempts::{ActiveModel, Column, Entity};

/// So many tries of one account at one meeting…
pub const ATTEMPTS: i64 = 10;

/// … in so many seconds.
pub const ATTEMPTS_SECONDS: i64 = 300;

/// Counts a try before the code is looked at, so that tries at once are not more; says whether it
/// is allowed. With 30 bits of code and ten tries in five minutes nobody guesses it.
///
/// # Errors
/// [`StoreError::Race`] when first tries meet: the transaction starts again.
pub async fn try_once(tx: &Tx, meeting: MeetingId, account: AccountId, now: DateTime<Utc>) -> StoreResult<bool> {
    let began = Moment::from(now - Duration::seconds(ATTEMPTS_SECONDS));
    let row = Column::MeetingId.eq(meeting.0).and(Column::AccountId.eq(account.0));
    let more = Entity::update_many()
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(row.clone())
        .filter(Column::Since.gt(began))
        .filter(Column::Attempts.lt(ATTEMPTS));
    if more.exec(tx.conn()).await?.rows_affected == 1 {
        return Ok(true);
    }
    let anew = Entity::update_many()
        .col_expr(Column::Attempts, Expr::value(1_i64))
        .col_expr(Column::Since, Expr::value(Moment::from(now)))
        .filter(row)
        .filter(Column::Since.lte(began));
    if anew.exec(tx.conn()).await?.rows_affected == 1 {
        return Ok(true);
    }
    if let Some(row) = Entity::find_by_id((meeting.0, account.0)).one(tx.conn()).await? {
        // Somebody's first try was written since the updates looked: there is room yet.
        let room = row.attempts < ATTEMPTS || row.since <= began;
        return if room { Err(StoreError::Race("a try of a code")) } else { Ok(false) };
    }
    let first = ActiveModel {
        meeting_id: ActiveValue::Set(meeting.0),
        account_id: ActiveValue::Set(account.0),
        attempts: ActiveValue::Set(1),
        since: ActiveValue::Set(now.into()),
    };
    match Entity::insert(first).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        Err(StoreError::Duplicate) => Err(StoreError::Race("a try of a code")),
        other => other.map(|_| true),
    }
}
