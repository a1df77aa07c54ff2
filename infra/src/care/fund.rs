//! The fund of the register: its share of dues, its sums, and what happened to them.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::care::{CareFund, FundLine};
use xianfeng_domain::ids::{AccountId, CareId, OrganizationId};
use xianfeng_domain::time::Day;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::care_funds::{self, Column, Entity};
use crate::entities::{care_movements, care_shares};
use crate::privacy::Vault;

/// Which share of its dues a township puts in, by whose decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Its id.
    pub id: Uuid,
    /// The township.
    pub township: OrganizationId,
    /// Hundredths of a percent, 1 to 10,000.
    pub percent: u32,
    /// The first year that it holds for.
    pub from_year: i32,
    /// The meeting that decided.
    pub meeting: String,
    /// Its day.
    pub decided_on: Day,
}

/// A line of a fund's record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// Its id.
    pub id: Uuid,
    /// Whose fund.
    pub organization: OrganizationId,
    /// What it is.
    pub line: FundLine,
    /// How many fen; above zero.
    pub fen: i64,
    /// The year in which it was booked.
    pub year: i32,
    /// Of what was put in or taken back: the year of the dues.
    pub dues_year: Option<i32>,
    /// Of a payment: the entry.
    pub entry: Option<CareId>,
    /// The day on which it happened.
    pub on: Day,
    /// Of a payment: what the receipt says, where the reader may know.
    pub note: Option<String>,
    /// Who booked it.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Puts a decision on the share on record.
///
/// # Errors
/// The database's fault.
pub async fn add_share(tx: &Tx, share: &Share, by: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let row = care_shares::ActiveModel {
        id: ActiveValue::Set(share.id),
        township_id: ActiveValue::Set(share.township.0),
        percent_hundredths: ActiveValue::Set(share.percent.into()),
        from_year: ActiveValue::Set(share.from_year.into()),
        meeting: ActiveValue::Set(share.meeting.clone()),
        decided_on: ActiveValue::Set(share.decided_on),
        recorded_by: ActiveValue::Set(by.0),
        recorded_at: ActiveValue::Set(Moment::from(now)),
    };
    care_shares::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The share that holds for a year: of the latest year not after it, the decision recorded last.
///
/// # Errors
/// The database's fault.
pub async fn share_for(tx: &Tx, township: OrganizationId, year: i32) -> StoreResult<Option<Share>> {
    use care_shares::Column;
    let row = care_shares::Entity::find()
        .filter(Column::TownshipId.eq(township.0))
        .filter(Column::FromYear.lte(i64::from(year)))
        .order_by(Column::FromYear, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .one(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let number = || StoreError::corrupt("the share of a care fund");
    Ok(Some(Share {
        id: row.id,
        township: OrganizationId(row.township_id),
        percent: u32::try_from(row.percent_hundredths).map_err(|_| number())?,
        from_year: i32::try_from(row.from_year).map_err(|_| number())?,
        meeting: row.meeting,
        decided_on: row.decided_on,
    }))
}

/// Takes the fund's turn, and makes the fund where the township has none.
///
/// # Errors
/// The database's fault.
pub async fn open_fund(tx: &Tx, township: OrganizationId) -> StoreResult<()> {
    let row = care_funds::ActiveModel {
        organization_id: ActiveValue::Set(township.0),
        in_fen: ActiveValue::Set(0),
        out_fen: ActiveValue::Set(0),
    };
    let keep = OnConflict::column(Column::OrganizationId)
        .value(Column::InFen, Expr::col((Entity, Column::InFen)).add(0))
        .to_owned();
    Entity::insert(row).on_conflict(keep).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// What a fund holds; nothing where there is none yet.
///
/// # Errors
/// The database's fault.
pub async fn fund(tx: &Tx, township: OrganizationId) -> StoreResult<CareFund> {
    let row = Entity::find_by_id(township.0).one(tx.conn()).await?;
    Ok(row.map(|row| CareFund { put_in: row.in_fen, paid_out: row.out_fen }).unwrap_or_default())
}

/// Puts fen in; the fund is [open](open_fund).
///
/// # Errors
/// The database's fault.
pub async fn put_in(tx: &Tx, township: OrganizationId, fen: i64) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::InFen, Expr::col(Column::InFen).add(fen))
        .filter(Column::OrganizationId.eq(township.0))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Takes fen back of what was put in, if so many are left; says whether.
///
/// # Errors
/// The database's fault.
pub async fn take_back(tx: &Tx, township: OrganizationId, fen: i64) -> StoreResult<bool> {
    let left = Expr::col(Column::InFen).gte(Expr::col(Column::OutFen).add(fen));
    let taken = Entity::update_many()
        .col_expr(Column::InFen, Expr::col(Column::InFen).sub(fen))
        .filter(Column::OrganizationId.eq(township.0))
        .filter(left)
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Pays fen out, if so many are left; says whether. This, not what was read before, keeps the fund above zero.
///
/// # Errors
/// The database's fault.
pub async fn pay(tx: &Tx, township: OrganizationId, fen: i64) -> StoreResult<bool> {
    let left = Expr::col(Column::InFen).gte(Expr::col(Column::OutFen).add(fen));
    let paid = Entity::update_many()
        .col_expr(Column::OutFen, Expr::col(Column::OutFen).add(fen))
        .filter(Column::OrganizationId.eq(township.0))
        .filter(left)
        .exec(tx.conn())
        .await?;
    Ok(paid.rows_affected == 1)
}

/// Puts a line on a fund's record.
///
/// # Errors
/// The database's fault.
pub async fn add_movement(tx: &Tx, vault: &Vault, movement: &Movement) -> StoreResult<()> {
    let note = movement.note.as_deref().map(|note| vault.seal_text(note)).transpose()?;
    let row = care_movements::ActiveModel {
        id: ActiveValue::Set(movement.id),
        organization_id: ActiveValue::Set(movement.organization.0),
        kind: ActiveValue::Set(movement.line.code().to_owned()),
        fen: ActiveValue::Set(movement.fen),
        year: ActiveValue::Set(movement.year.into()),
        dues_year: ActiveValue::Set(movement.dues_year.map(Into::into)),
        care_id: ActiveValue::Set(movement.entry.map(|entry| entry.0)),
        on_day: ActiveValue::Set(movement.on),
        note_cipher: ActiveValue::Set(note),
        recorded_by: ActiveValue::Set(movement.by.0),
        recorded_at: ActiveValue::Set(movement.at.into()),
    };
    care_movements::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// How many fen of a year's dues are in the fund by now.
///
/// # Errors
/// The database's fault.
pub async fn drawn(tx: &Tx, township: OrganizationId, dues_year: i32) -> StoreResult<i64> {
    use care_movements::Column;
    let rows = care_movements::Entity::find()
        .filter(Column::OrganizationId.eq(township.0))
        .filter(Column::DuesYear.eq(i64::from(dues_year)))
        .all(tx.conn())
        .await?;
    rows.into_iter().map(|row| Ok(line_of(&row.kind)?.signed(row.fen))).sum()
}

/// The sums of a fund's lines by year and kind; of payments by the list of their entry.
///
/// # Errors
/// The database's fault.
pub async fn sums(tx: &Tx, township: OrganizationId) -> StoreResult<Vec<(i32, FundLine, Option<CareId>, i64)>> {
    use care_movements::Column;
    let rows: Vec<(i64, String, Option<Uuid>, i64)> = care_movements::Entity::find()
        .select_only()
        .columns([Column::Year, Column::Kind, Column::CareId])
        .column_as(Column::Fen.sum().cast_as("SIGNED"), "summed")
        .filter(Column::OrganizationId.eq(township.0))
        .group_by(Column::Year)
        .group_by(Column::Kind)
        .group_by(Column::CareId)
        .order_by(Column::Year, Order::Asc)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let read = |(year, kind, entry, fen): (i64, String, Option<Uuid>, i64)| {
        Ok((year_of(year)?, line_of(&kind)?, entry.map(CareId), fen))
    };
    rows.into_iter().map(read).collect()
}

/// The lines of a fund's year, the newest first, for who may read names and receipts.
///
/// # Errors
/// [`StoreError::Corrupt`] when a receipt does not open with the key.
pub async fn movements(
    tx: &Tx,
    vault: &Vault,
    township: OrganizationId,
    year: i32,
    before: Option<Uuid>,
    limit: u64,
) -> StoreResult<Vec<Movement>> {
    use care_movements::Column;
    let mut query = care_movements::Entity::find()
        .filter(Column::OrganizationId.eq(township.0))
        .filter(Column::Year.eq(i64::from(year)));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(|row| from_row(vault, row)).collect()
}

/// A line as a value.
pub(super) fn from_row(vault: &Vault, row: care_movements::Model) -> StoreResult<Movement> {
    Ok(Movement {
        id: row.id,
        organization: OrganizationId(row.organization_id),
        line: line_of(&row.kind)?,
        fen: row.fen,
        year: year_of(row.year)?,
        dues_year: row.dues_year.map(year_of).transpose()?,
        entry: row.care_id.map(CareId),
        on: row.on_day,
        note: row.note_cipher.map(|sealed| vault.open_text(&sealed)).transpose()?,
        by: AccountId(row.recorded_by),
        at: row.recorded_at.into(),
    })
}

/// All funds, for whoever checks them.
///
/// # Errors
/// The database's fault.
pub async fn all_funds(tx: &Tx) -> StoreResult<Vec<(OrganizationId, CareFund)>> {
    let read = |row: care_funds::Model| {
        (OrganizationId(row.organization_id), CareFund { put_in: row.in_fen, paid_out: row.out_fen })
    };
    Ok(Entity::find().all(tx.conn()).await?.into_iter().map(read).collect())
}

/// The sums of the lines of all funds by kind, for whoever checks them.
///
/// # Errors
/// The database's fault.
pub async fn all_sums(tx: &Tx) -> StoreResult<Vec<(OrganizationId, FundLine, i64)>> {
    use care_movements::Column;
    let rows: Vec<(Uuid, String, i64)> = care_movements::Entity::find()
        .select_only()
        .columns([Column::OrganizationId, Column::Kind])
        .column_as(Column::Fen.sum().cast_as("SIGNED"), "summed")
        .group_by(Column::OrganizationId)
        .group_by(Column::Kind)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let read =
        |(organization, kind, fen): (Uuid, String, i64)| Ok((OrganizationId(organization), line_of(&kind)?, fen));
    rows.into_iter().map(read).collect()
}

fn line_of(code: &str) -> StoreResult<FundLine> {
    FundLine::from_code(code).ok_or_else(|| StoreError::corrupt("a line of a care fund"))
}

fn year_of(year: i64) -> StoreResult<i32> {
    i32::try_from(year).map_err(|_| StoreError::corrupt("the year of a care fund"))
}
