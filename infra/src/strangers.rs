//! What is sent without an account: how much came today, and what a stranger left of themselves.

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use xianfeng_domain::roster::Phone;
use xianfeng_domain::strangers::MOST_A_DAY;
use xianfeng_domain::time::Day;

use crate::db::{StoreResult, Tx};
use crate::entities::sender_counts::{ActiveModel, Column, Entity};

/// What a stranger left of themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// A name.
    pub name: Option<String>,
    /// A mobile number.
    pub phone: Option<Phone>,
}

/// What stands with what a stranger sent only.
#[derive(Debug)]
pub struct Stranger<'a> {
    /// What they left, to be sealed.
    pub contact: &'a Contact,
    /// The keyed hash of the receipt code.
    pub receipt_hash: [u8; 32],
    /// The organization's place of the day.
    pub slot: u8,
}

/// Puts whoever counts under a hash in a queue until their transactions end, so that what they count next is true.
///
/// # Errors
/// The database's fault.
pub async fn queue(tx: &Tx, hash: &[u8; 32], today: Day) -> StoreResult<()> {
    let row = ActiveModel {
        counted_hash: ActiveValue::Set(hash.to_vec()),
        sent: ActiveValue::Set(0),
        counted_on: ActiveValue::Set(today),
    };
    // An update that changes the day onto itself takes the row's lock on both databases, whoever wrote it first.
    let stands = OnConflict::column(Column::CountedHash).update_column(Column::CountedOn).to_owned();
    Entity::insert(row).on_conflict(stands).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Counts one more under a hash; says whether there was room. What is rolled back is not counted.
///
/// # Errors
/// The database's fault.
pub async fn count(tx: &Tx, hash: &[u8; 32], most: u8, today: Day) -> StoreResult<bool> {
    queue(tx, hash, today).await?;
    let counted = Entity::update_many()
        .col_expr(Column::Sent, Expr::col(Column::Sent).add(1))
        .filter(Column::CountedHash.eq(hash.to_vec()))
        .filter(Column::Sent.lt(i64::from(most)))
        .exec(tx.conn())
        .await?;
    Ok(counted.rows_affected == 1)
}

/// A free place among those that an organization has a day; none where the day is full. `of_the_day` finds what came
/// to it on the day, `slot` is the column with the place. Whoever comes in between is caught by the unique key when
/// the row is written.
///
/// # Errors
/// The database's fault.
pub(crate) async fn free_slot<E: EntityTrait>(
    tx: &Tx,
    of_the_day: Select<E>,
    slot: E::Column,
) -> StoreResult<Option<u8>> {
    let taken: Vec<Option<i64>> =
        of_the_day.filter(slot.is_not_null()).select_only().column(slot).into_tuple().all(tx.conn()).await?;
    Ok((0..MOST_A_DAY).find(|slot| !taken.contains(&Some(i64::from(*slot)))))
}

/// Forgets the counts of days before a day, a few at a time; answers how many.
///
/// # Errors
/// The database's fault.
pub async fn sweep(tx: &Tx, before: Day, limit: u64) -> StoreResult<u64> {
    let old: Vec<Vec<u8>> = Entity::find()
        .select_only()
        .column(Column::CountedHash)
        .filter(Column::CountedOn.lt(before))
        .limit(limit)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let old = Column::CountedHash.is_in(old).and(Column::CountedOn.lt(before));
    Ok(Entity::delete_many().filter(old).exec(tx.conn()).await?.rows_affected)
}
