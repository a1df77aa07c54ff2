//! The lines of settlements: what each member gets.

use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MemberId, OrganizationId, SettlementId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::settlements::{Line, Settlement, SettlementState, Share, VillageDraft};
use xianfeng_domain::time::Day;

use super::rows::find_any;
use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::settlement_lines::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// How many rows go in one statement: SQLite takes 32,766 values.
const ROWS_AT_ONCE: usize = 500;

/// A line in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRow {
    /// The settlement.
    pub settlement: SettlementId,
    /// The branch whose fund pays.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// The place among the settlement's lines, from 1.
    pub place: i64,
    /// What it says.
    pub line: Line,
}

/// What to list.
#[derive(Clone, Debug)]
pub struct LineFilter {
    /// The settlement.
    pub settlement: SettlementId,
    /// Of an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// After this place.
    pub after: Option<i64>,
    /// At most so many.
    pub limit: u64,
}

/// Writes the lines of a draft, in order.
///
/// # Errors
/// [`StoreError::Duplicate`] when they are written.
pub async fn insert(tx: &Tx, settlement: SettlementId, villages: &[VillageDraft]) -> StoreResult<()> {
    let lines = villages.iter().flat_map(|village| village.lines.iter().map(move |line| (village, line)));
    let rows: Vec<ActiveModel> = (1i64..)
        .zip(lines)
        .map(|(place, (village, line))| ActiveModel {
            settlement_id: ActiveValue::Set(settlement.0),
            member_id: ActiveValue::Set(line.member.0),
            organization_id: ActiveValue::Set(village.organization.0),
            organization_path: ActiveValue::Set(village.path.as_str().to_owned()),
            place: ActiveValue::Set(place),
            grade: ActiveValue::Set(line.grade.clone()),
            category: ActiveValue::Set(line.category.clone()),
            exempt: ActiveValue::Set(line.exempt),
            kept_out: ActiveValue::Set(line.kept_out),
            nominal: ActiveValue::Set(line.nominal.into()),
            owed: ActiveValue::Set(line.owed.into()),
            recovered: ActiveValue::Set(line.share.recovered.into()),
            points: ActiveValue::Set(line.share.points.into()),
            fen: ActiveValue::Set(line.share.fen),
            due_back: ActiveValue::Set(line.due_back.into()),
            given_back: ActiveValue::Set(line.share.given_back.into()),
        })
        .collect();
    for some in rows.chunks(ROWS_AT_ONCE) {
        Entity::insert_many(some.to_vec()).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Lines within reach, in their order.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, reach: &Reach, filter: &LineFilter) -> StoreResult<Vec<LineRow>> {
    let mut query = of(filter.settlement).filter(within(Column::OrganizationPath, reach));
    if let Some(path) = &filter.organization {
        query = query.filter(Column::OrganizationPath.starts_with(path.as_str()));
    }
    if let Some(after) = filter.after {
        query = query.filter(Column::Place.gt(after));
    }
    read(tx, query.limit(filter.limit)).await
}

/// The lines of one village, for work that a person was already allowed to start.
///
/// # Errors
/// The database's fault.
pub async fn of_village(tx: &Tx, settlement: SettlementId, village: OrganizationId) -> StoreResult<Vec<LineRow>> {
    read(tx, of(settlement).filter(Column::OrganizationId.eq(village.0))).await
}

/// A member's lines in all settlements; whoever may see the member may see them.
///
/// # Errors
/// The database's fault.
pub async fn of_member(tx: &Tx, member: MemberId) -> StoreResult<Vec<LineRow>> {
    read(tx, Entity::find().filter(Column::MemberId.eq(member.0)).order_by(Column::SettlementId, Order::Asc)).await
}

/// The signed settlement of the period that holds a day, with the member's line in it.
///
/// # Errors
/// The database's fault.
pub async fn settled_in(tx: &Tx, member: MemberId, day: Day) -> StoreResult<Option<(Settlement, LineRow)>> {
    for line in of_member(tx, member).await? {
        let settlement = find_any(tx, line.settlement).await?;
        let settlement = settlement.ok_or_else(|| StoreError::corrupt("a line without its settlement"))?;
        if matches!(settlement.state, SettlementState::Issuing | SettlementState::Issued)
            && settlement.period.contains(day)
        {
            return Ok(Some((settlement, line)));
        }
    }
    Ok(None)
}

fn of(settlement: SettlementId) -> Select<Entity> {
    Entity::find().filter(Column::SettlementId.eq(settlement.0)).order_by(Column::Place, Order::Asc)
}

async fn read(tx: &Tx, query: Select<Entity>) -> StoreResult<Vec<LineRow>> {
    query.all(tx.conn()).await?.into_iter().map(from_row).collect()
}

fn from_row(row: Model) -> StoreResult<LineRow> {
    let path = row.organization_path.parse();
    Ok(LineRow {
        settlement: SettlementId(row.settlement_id),
        organization: OrganizationId(row.organization_id),
        path: path.map_err(|_| StoreError::corrupt(format!("settlement {}: a line's path", row.settlement_id)))?,
        place: row.place,
        line: Line {
            member: MemberId(row.member_id),
            grade: row.grade,
            category: row.category,
            exempt: row.exempt,
            kept_out: row.kept_out,
            nominal: row.nominal.into(),
            owed: row.owed.into(),
            due_back: row.due_back.into(),
            share: Share {
                recovered: row.recovered.into(),
                given_back: row.given_back.into(),
                points: row.points.into(),
                fen: row.fen,
            },
        },
    })
}
