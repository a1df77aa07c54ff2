//! Editions without their rows.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use xianfeng_domain::closings::Closing;
use xianfeng_domain::editions::Edition;
use xianfeng_domain::ids::{AccountId, ClosingId, EditionId, OrganizationId, RuleBookId};
use xianfeng_domain::ledger::Digest;
use xianfeng_domain::time::Period;

use crate::db::{Moment, StoreError, StoreResult, Tx, array32};
use crate::entities::editions::{ActiveModel, Column, Entity, Model};

/// A sealed edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// What it says of itself.
    pub edition: Edition,
    /// The hash over it and its rows.
    pub hash: Digest,
    /// How many rows it has.
    pub size: u32,
    /// Who made it.
    pub made_by: AccountId,
    /// When it was sealed.
    pub sealed_at: DateTime<Utc>,
}

impl Stored {
    /// The first eight hexadecimal digits of the hash, as it is printed.
    pub fn short_hash(&self) -> String {
        self.hash.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Begins the first edition of a closing, to be filled row by row.
///
/// # Errors
/// [`StoreError::Duplicate`] when there is one.
pub async fn begin(tx: &Tx, id: EditionId, closing: &Closing, by: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let edition = Edition {
        id,
        closing: closing.id,
        township: closing.township,
        period: closing.period,
        number: 1,
        rule_book: closing.rule_book,
        reason: None,
        previous: None,
    };
    insert(tx, &edition, None, by, now).await
}

/// Seals the first edition. It changes no more.
///
/// # Errors
/// [`StoreError::Race`] when somebody else was first.
pub async fn seal(tx: &Tx, id: EditionId, hash: &Digest, size: usize, now: DateTime<Utc>) -> StoreResult<()> {
    let sealed = Entity::update_many()
        .col_expr(Column::Hash, Expr::value(hash.to_vec()))
        .col_expr(Column::Size, Expr::value(i64::try_from(size).unwrap_or(i64::MAX)))
        .col_expr(Column::SealedAt, Expr::value(Moment::from(now)))
        .filter(Column::Id.eq(id.0))
        .filter(Column::SealedAt.is_null())
        .exec(tx.conn())
        .await?;
    if sealed.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("an edition")) }
}

/// Writes a next edition, sealed at once.
///
/// # Errors
/// [`StoreError::Duplicate`] when there is one of that number.
pub async fn insert_sealed(
    tx: &Tx,
    edition: &Edition,
    (hash, size): (&Digest, usize),
    by: AccountId,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    insert(tx, edition, Some((*hash, size)), by, now).await
}

async fn insert(
    tx: &Tx,
    edition: &Edition,
    sealed: Option<(Digest, usize)>,
    by: AccountId,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(edition.id.0),
        closing_id: ActiveValue::Set(edition.closing.0),
        township_id: ActiveValue::Set(edition.township.0),
        period: ActiveValue::Set(edition.period.to_string()),
        number: ActiveValue::Set(edition.number.into()),
        rule_book_id: ActiveValue::Set(edition.rule_book.0),
        reason: ActiveValue::Set(edition.reason.clone()),
        previous_hash: ActiveValue::Set(edition.previous.map(Vec::from)),
        hash: ActiveValue::Set(sealed.map(|(hash, _)| hash.to_vec())),
        size: ActiveValue::Set(sealed.map_or(0, |(_, size)| i64::try_from(size).unwrap_or(i64::MAX))),
        made_by: ActiveValue::Set(by.0),
        made_at: ActiveValue::Set(now.into()),
        sealed_at: ActiveValue::Set(sealed.map(|_| now.into())),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The first edition of a closing, sealed or not.
///
/// # Errors
/// The database's fault.
pub async fn numbered(tx: &Tx, closing: ClosingId, number: u32) -> StoreResult<Option<Edition>> {
    let row = Entity::find()
        .filter(Column::ClosingId.eq(closing.0))
        .filter(Column::Number.eq(i64::from(number)))
        .one(tx.conn())
        .await?;
    row.map(|row| edition(&row)).transpose()
}

/// A sealed edition.
///
/// # Errors
/// The database's fault.
pub async fn by_id(tx: &Tx, id: EditionId) -> StoreResult<Option<Stored>> {
    let row = Entity::find_by_id(id.0).filter(Column::SealedAt.is_not_null()).one(tx.conn()).await?;
    row.map(|row| stored(&row)).transpose()
}

/// The sealed editions of a closing, the latest first.
///
/// # Errors
/// The database's fault.
pub async fn list(tx: &Tx, closing: ClosingId) -> StoreResult<Vec<Stored>> {
    let rows = Entity::find()
        .filter(Column::ClosingId.eq(closing.0))
        .filter(Column::SealedAt.is_not_null())
        .order_by(Column::Number, Order::Desc)
        .all(tx.conn())
        .await?;
    rows.iter().map(stored).collect()
}

/// The latest sealed edition of a township's period.
///
/// # Errors
/// The database's fault.
pub async fn latest(tx: &Tx, township: OrganizationId, period: Period) -> StoreResult<Option<Stored>> {
    let row = Entity::find()
        .filter(Column::TownshipId.eq(township.0))
        .filter(Column::Period.eq(period.to_string()))
        .filter(Column::SealedAt.is_not_null())
        .order_by(Column::Number, Order::Desc)
        .one(tx.conn())
        .await?;
    row.map(|row| stored(&row)).transpose()
}

/// Every sealed edition, closing by closing in the order of numbers.
///
/// # Errors
/// The database's fault.
pub async fn all_sealed(tx: &Tx) -> StoreResult<Vec<Stored>> {
    let rows = Entity::find()
        .filter(Column::SealedAt.is_not_null())
        .order_by(Column::ClosingId, Order::Asc)
        .order_by(Column::Number, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.iter().map(stored).collect()
}

fn edition(row: &Model) -> StoreResult<Edition> {
    let unknown = |what: &str| StoreError::corrupt(format!("edition {}: {what}", row.id));
    Ok(Edition {
        id: EditionId(row.id),
        closing: ClosingId(row.closing_id),
        township: OrganizationId(row.township_id),
        period: row.period.parse().map_err(|_| unknown("its period"))?,
        number: u32::try_from(row.number).map_err(|_| unknown("its number"))?,
        rule_book: RuleBookId(row.rule_book_id),
        reason: row.reason.clone(),
        previous: row.previous_hash.as_deref().map(array32).transpose()?,
    })
}

fn stored(row: &Model) -> StoreResult<Stored> {
    let unknown = |what: &str| StoreError::corrupt(format!("edition {}: {what}", row.id));
    Ok(Stored {
        edition: edition(row)?,
        hash: array32(row.hash.as_deref().ok_or_else(|| unknown("its hash"))?)?,
        size: u32::try_from(row.size).map_err(|_| unknown("its size"))?,
        made_by: AccountId(row.made_by),
        sealed_at: row.sealed_at.ok_or_else(|| unknown("its seal"))?.into(),
    })
}
