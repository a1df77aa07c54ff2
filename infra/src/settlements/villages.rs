//! The villages of settlements: what each does to its fund, and whether it is issued.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{OrganizationId, SettlementId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::settlements::{Fund, Settlement, Statement, VillageDraft};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::settlement_funds::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// A village of a settlement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VillageRow {
    /// The branch.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// How many members have a line.
    pub members: u32,
    /// What the settlement does to its fund.
    pub statement: Statement,
    /// When it was issued; none before.
    pub issued_at: Option<DateTime<Utc>>,
}

/// Writes the villages of a draft, in order.
///
/// # Errors
/// [`StoreError::Duplicate`] when they are written.
pub async fn insert(tx: &Tx, settlement: SettlementId, villages: &[VillageDraft]) -> StoreResult<()> {
    let rows: Vec<ActiveModel> = (1i64..)
        .zip(villages)
        .map(|(place, village)| ActiveModel {
            settlement_id: ActiveValue::Set(settlement.0),
            organization_id: ActiveValue::Set(village.organization.0),
            organization_path: ActiveValue::Set(village.path.as_str().to_owned()),
            place: ActiveValue::Set(place),
            members: ActiveValue::Set(i64::try_from(village.lines.len()).unwrap_or(i64::MAX)),
            share_fen: ActiveValue::Set(village.statement.share_fen),
            carried_in_fen: ActiveValue::Set(village.statement.carried_in_fen),
            wanted: ActiveValue::Set(village.statement.wanted.into()),
            given_back: ActiveValue::Set(village.statement.given_back.into()),
            committed_fen: ActiveValue::Set(village.statement.committed_fen),
            issued_at: ActiveValue::Set(None),
        })
        .collect();
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// The villages of a settlement within reach, in order.
///
/// # Errors
/// The database's fault.
pub async fn of_settlement(tx: &Tx, reach: &Reach, settlement: &Settlement) -> StoreResult<Vec<VillageRow>> {
    let rows = Entity::find()
        .filter(Column::SettlementId.eq(settlement.id.0))
        .filter(within(Column::OrganizationPath, reach))
        .order_by(Column::Place, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(|row| from_row(settlement, row)).collect()
}

/// The next village that is not issued.
///
/// # Errors
/// The database's fault.
pub async fn next(tx: &Tx, settlement: &Settlement) -> StoreResult<Option<VillageRow>> {
    let row = Entity::find()
        .filter(Column::SettlementId.eq(settlement.id.0))
        .filter(Column::IssuedAt.is_null())
        .order_by(Column::Place, Order::Asc)
        .one(tx.conn())
        .await?;
    row.map(|row| from_row(settlement, row)).transpose()
}

/// Takes a village's turn to be issued.
///
/// # Errors
/// [`StoreError::Race`] when somebody else has issued it.
pub async fn mark_issued(
    tx: &Tx,
    settlement: SettlementId,
    organization: OrganizationId,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let marked = Entity::update_many()
        .col_expr(Column::IssuedAt, Expr::value(Moment::from(now)))
        .filter(Column::SettlementId.eq(settlement.0))
        .filter(Column::OrganizationId.eq(organization.0))
        .filter(Column::IssuedAt.is_null())
        .exec(tx.conn())
        .await?;
    if marked.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a village of a settlement")) }
}

fn from_row(settlement: &Settlement, row: Model) -> StoreResult<VillageRow> {
    let unknown = |what: &str| StoreError::corrupt(format!("settlement {}: {what} of a village", row.settlement_id));
    let fund = Fund {
        share_fen: row.share_fen,
        carried_in_fen: row.carried_in_fen,
        fen_per_point: settlement.fen_per_point,
        carry_over: settlement.carry_over,
    };
    Ok(VillageRow {
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("the path"))?,
        members: u32::try_from(row.members).map_err(|_| unknown("the number of members"))?,
        statement: Statement::of(&fund, row.wanted.into(), row.given_back.into(), row.committed_fen),
        issued_at: row.issued_at.map(Into::into),
    })
}
