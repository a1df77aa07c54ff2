//! What happened to funds: written once, never changed.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::funds::FundStep;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::time::Period;

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::fund_movements::{ActiveModel, Column, Entity, Model};

/// A line of a fund's record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundMovement {
    /// Its id.
    pub id: Uuid,
    /// Whose fund.
    pub organization: OrganizationId,
    /// What the step did.
    pub step: FundStep,
    /// How many fen; above zero.
    pub fen: i64,
    /// The settled period that the money belongs to.
    pub period: Period,
    /// The cause: the settlement of an issue, the order of a redemption, the lot of an expiry; for what is
    /// put in or lapses, the organization itself.
    pub reference: Uuid,
    /// The lot; for what is put in or lapses, the organization again.
    pub lot: Uuid,
    /// Tells the expiries of one lot apart; 0 for all that happens once.
    pub occasion: i64,
    /// When.
    pub at: DateTime<Utc>,
}

/// Writes a movement.
///
/// # Errors
/// [`StoreError::Duplicate`] when the cause has acted.
pub async fn insert(tx: &Tx, movement: &FundMovement) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(movement.id),
        organization_id: ActiveValue::Set(movement.organization.0),
        kind: ActiveValue::Set(movement.step.code().to_owned()),
        fen: ActiveValue::Set(movement.fen),
        period: ActiveValue::Set(movement.period.to_string()),
        reference_id: ActiveValue::Set(movement.reference),
        lot_id: ActiveValue::Set(movement.lot),
        occasion: ActiveValue::Set(movement.occasion),
        at: ActiveValue::Set(movement.at.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// How many fen the cause has moved already, if it has acted.
///
/// # Errors
/// The database's fault.
pub async fn moved(tx: &Tx, movement: &FundMovement) -> StoreResult<Option<i64>> {
    let row = Entity::find()
        .filter(Column::OrganizationId.eq(movement.organization.0))
        .filter(Column::Kind.eq(movement.step.code()))
        .filter(Column::Period.eq(movement.period.to_string()))
        .filter(Column::ReferenceId.eq(movement.reference))
        .filter(Column::LotId.eq(movement.lot))
        .filter(Column::Occasion.eq(movement.occasion))
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| row.fen))
}

/// A fund's movements, the newest first; whoever may see the fund may see them.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    organization: OrganizationId,
    before: Option<Uuid>,
    limit: u64,
) -> StoreResult<Vec<FundMovement>> {
    let mut query = Entity::find().filter(Column::OrganizationId.eq(organization.0));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// The fen of some funds by period and step.
///
/// # Errors
/// The database's fault.
pub async fn by_period(
    tx: &Tx,
    organizations: impl IntoIterator<Item = OrganizationId>,
) -> StoreResult<Vec<(OrganizationId, Period, FundStep, i64)>> {
    let rows: Vec<(Uuid, String, String, i64)> = Entity::find()
        .select_only()
        .columns([Column::OrganizationId, Column::Period, Column::Kind])
        .column_as(Column::Fen.sum().cast_as("SIGNED"), "summed")
        .filter(Column::OrganizationId.is_in(organizations.into_iter().map(|id| id.0)))
        .group_by(Column::OrganizationId)
        .group_by(Column::Period)
        .group_by(Column::Kind)
        .order_by(Column::Period, Order::Asc)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let read = |(organization, period, kind, fen): (Uuid, String, String, i64)| {
        Ok((OrganizationId(organization), period_of(&period)?, step_of(&kind)?, fen))
    };
    rows.into_iter().map(read).collect()
}

/// All movements, for whoever checks them.
///
/// # Errors
/// The database's fault.
pub async fn all(tx: &Tx) -> StoreResult<Vec<FundMovement>> {
    Entity::find().all(tx.conn()).await?.into_iter().map(from_row).collect()
}

fn step_of(code: &str) -> StoreResult<FundStep> {
    FundStep::from_code(code).ok_or_else(|| StoreError::corrupt("a fund movement's kind"))
}

fn period_of(text: &str) -> StoreResult<Period> {
    text.parse().map_err(|_| StoreError::corrupt("a fund movement's period"))
}

fn from_row(row: Model) -> StoreResult<FundMovement> {
    Ok(FundMovement {
        id: row.id,
        organization: OrganizationId(row.organization_id),
        step: step_of(&row.kind)?,
        fen: row.fen,
        period: period_of(&row.period)?,
        reference: row.reference_id,
        lot: row.lot_id,
        occasion: row.occasion,
        at: row.at.into(),
    })
}
