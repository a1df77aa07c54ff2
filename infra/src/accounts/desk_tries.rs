//! Tries to log in at a desk with a password. A try counts as wrong from its beginning, so that many at once are not
//! free; who turns out right is given it back.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use xianfeng_domain::desk::Counted;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::desk_tries::{ActiveModel, Column, Entity};

/// What came of asking for a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Try {
    /// It may go on: the so-manieth in a row.
    Begun(i64),
    /// The next one is so long away.
    Wait(Duration),
}

/// Begins a try, unless those before it ask for a wait.
///
/// # Errors
/// [`StoreError::Race`] when another began meanwhile: the transaction runs again.
pub async fn begin(tx: &Tx, hash: &[u8; 32], counted: Counted, now: DateTime<Utc>) -> StoreResult<Try> {
    let lost = || StoreError::Race("a try at a desk");
    let Some(row) = Entity::find_by_id(hash.to_vec()).one(tx.conn()).await? else {
        let row = ActiveModel {
            counted_hash: ActiveValue::Set(hash.to_vec()),
            wrong: ActiveValue::Set(1),
            open_at: ActiveValue::Set((now + counted.wait_after(1)).into()),
            changed_at: ActiveValue::Set(now.into()),
        };
        return match Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
            Ok(_) => Ok(Try::Begun(1)),
            Err(StoreError::Duplicate) => Err(lost()),
            Err(other) => Err(other),
        };
    };
    let open_at: DateTime<Utc> = row.open_at.into();
    if open_at > now {
        return Ok(Try::Wait(open_at - now));
    }
    let number = row.wrong.saturating_add(1);
    let begun = Entity::update_many()
        .col_expr(Column::Wrong, Expr::value(number))
        .col_expr(Column::OpenAt, Expr::value(Moment::from(now + counted.wait_after(number))))
        .col_expr(Column::ChangedAt, Expr::value(Moment::from(now)))
        .filter(Column::CountedHash.eq(hash.to_vec()))
        .filter(Column::Wrong.eq(row.wrong))
        .filter(Column::OpenAt.eq(row.open_at))
        .exec(tx.conn())
        .await?;
    if begun.rows_affected == 1 { Ok(Try::Begun(number)) } else { Err(lost()) }
}

/// Forgets what was wrong: the password and the code were right.
///
/// # Errors
/// The database's fault.
pub async fn forget(tx: &Tx, hash: &[u8; 32]) -> StoreResult<()> {
    Entity::delete_many().filter(Column::CountedHash.eq(hash.to_vec())).exec(tx.conn()).await?;
    Ok(())
}

/// Takes one try that turned out right off the count, and its wait unless another try came behind it.
///
/// # Errors
/// The database's fault.
pub async fn give_back(tx: &Tx, hash: &[u8; 32], number: i64, now: DateTime<Utc>) -> StoreResult<()> {
    let own = || Column::CountedHash.eq(hash.to_vec());
    Entity::update_many()
        .col_expr(Column::OpenAt, Expr::value(Moment::from(now)))
        .filter(own())
        .filter(Column::Wrong.eq(number))
        .exec(tx.conn())
        .await?;
    Entity::update_many()
        .col_expr(Column::Wrong, Expr::col(Column::Wrong).sub(1))
        .filter(own())
        .filter(Column::Wrong.gt(0))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Forgets those without a try since `before`, a few at a time; answers how many.
///
/// # Errors
/// The database's fault.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>, limit: u64) -> StoreResult<u64> {
    let old: Vec<Vec<u8>> = Entity::find()
        .select_only()
        .column(Column::CountedHash)
        .filter(Column::ChangedAt.lt(Moment::from(before)))
        .limit(limit)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let old = Column::CountedHash.is_in(old).and(Column::ChangedAt.lt(Moment::from(before)));
    Ok(Entity::delete_many().filter(old).exec(tx.conn()).await?.rows_affected)
}
