//! What was issued too much, and how much of it is recovered.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select,
};
use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{EntryId, MemberId, OrganizationId, OverIssueId, SettlementId};
use xianfeng_domain::organizations::OrganizationPath;

use crate::db::{Hundredths, Moment, StoreError, StoreResult, Tx};
use crate::entities::over_issues::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// What a member got too much in one settlement because of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverIssue {
    /// Its id.
    pub id: OverIssueId,
    /// Whose.
    pub member: MemberId,
    /// The branch whose fund has paid.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// The settlement that issued too much.
    pub settlement: SettlementId,
    /// The entry that was reversed.
    pub entry: EntryId,
    /// The reversal.
    pub reversal: EntryId,
    /// By how much the total of the settled period was too high; above zero.
    pub lowered: Points,
    /// How many redemption points were too many.
    pub points: Points,
    /// How many of them are recovered.
    pub recovered: Points,
    /// When it was found.
    pub found_at: DateTime<Utc>,
    /// When a reinstatement mended it; what was recovered until then stays so.
    pub cancelled_at: Option<DateTime<Utc>>,
}

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct OverIssueFilter {
    /// Of an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// Found before this one (ids sort by time).
    pub before: Option<OverIssueId>,
    /// At most so many.
    pub limit: u64,
}

/// Writes a new one.
///
/// # Errors
/// [`StoreError::Duplicate`] when the reversal has one.
pub async fn insert(tx: &Tx, over: &OverIssue) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(over.id.0),
        member_id: ActiveValue::Set(over.member.0),
        organization_id: ActiveValue::Set(over.organization.0),
        organization_path: ActiveValue::Set(over.path.as_str().to_owned()),
        settlement_id: ActiveValue::Set(over.settlement.0),
        entry_id: ActiveValue::Set(over.entry.0),
        reversal_id: ActiveValue::Set(over.reversal.0),
        lowered: ActiveValue::Set(over.lowered.into()),
        points: ActiveValue::Set(over.points.into()),
        recovered: ActiveValue::Set(over.recovered.into()),
        found_at: ActiveValue::Set(over.found_at.into()),
        cancelled_at: ActiveValue::Set(over.cancelled_at.map(Into::into)),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// What each member still owes; who owes nothing is absent.
///
/// # Errors
/// The database's fault.
pub async fn owed(tx: &Tx, township: &OrganizationPath) -> StoreResult<HashMap<MemberId, Points>> {
    let reach = Reach::under(township.clone());
    let open = open().filter(within(Column::OrganizationPath, &reach)).all(tx.conn()).await?;
    let mut owed: HashMap<MemberId, Points> = HashMap::new();
    for row in open {
        *owed.entry(MemberId(row.member_id)).or_default() += Points::from(row.points) - Points::from(row.recovered);
    }
    Ok(owed)
}

/// Takes so many points off what a member owes, the oldest first.
///
/// # Errors
/// [`StoreError::Race`] when the member does not owe so much any more.
pub async fn recover(tx: &Tx, member: MemberId, points: Points) -> StoreResult<()> {
    let mut left = points;
    for row in open().filter(Column::MemberId.eq(member.0)).order_by(Column::Id, Order::Asc).all(tx.conn()).await? {
        let part = (Points::from(row.points) - Points::from(row.recovered)).min(left);
        if part.is_zero() {
            continue;
        }
        let taken = Entity::update_many()
            .col_expr(Column::Recovered, Expr::value(Hundredths::from(Points::from(row.recovered) + part)))
            .filter(Column::Id.eq(row.id))
            .filter(Column::Recovered.eq(row.recovered))
            .filter(Column::CancelledAt.is_null())
            .exec(tx.conn())
            .await?;
        if taken.rows_affected != 1 {
            return Err(StoreError::Race("an over-issue"));
        }
        left = left - part;
    }
    if left.is_zero() { Ok(()) } else { Err(StoreError::Race("what a member owes")) }
}

/// What a reinstatement mends is not recovered any further; answers how it stood, if there was
/// something.
///
/// # Errors
/// [`StoreError::Race`] when it changed meanwhile.
pub async fn cancel(tx: &Tx, reversal: EntryId, now: DateTime<Utc>) -> StoreResult<Option<OverIssue>> {
    let query = Entity::find().filter(Column::ReversalId.eq(reversal.0)).filter(Column::CancelledAt.is_null());
    let Some(over) = read(tx, query).await?.pop() else { return Ok(None) };
    let cancelled = Entity::update_many()
        .col_expr(Column::CancelledAt, Expr::value(Moment::from(now)))
        .filter(unchanged(&over))
        .exec(tx.conn())
        .await?;
    if cancelled.rows_affected == 1 { Ok(Some(over)) } else { Err(StoreError::Race("an over-issue")) }
}

/// Says anew how many points were too many; not fewer than are recovered.
///
/// # Errors
/// [`StoreError::Race`] when it changed meanwhile.
pub async fn set(tx: &Tx, over: &OverIssue, points: Points) -> StoreResult<()> {
    let changed = Entity::update_many()
        .col_expr(Column::Points, Expr::value(Hundredths::from(points)))
        .filter(unchanged(over))
        .exec(tx.conn())
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("an over-issue")) }
}

/// What was found wrong in a member's line of a settlement and holds, the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn found_in(tx: &Tx, settlement: SettlementId, member: MemberId) -> StoreResult<Vec<OverIssue>> {
    let query = Entity::find()
        .filter(Column::SettlementId.eq(settlement.0))
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::CancelledAt.is_null())
        .order_by(Column::Id, Order::Asc);
    read(tx, query).await
}

/// What was recovered in a member's line of a settlement for entries that turned out right after all. It
/// was paid: whatever else is found wrong in that line, so much less is owed.
///
/// # Errors
/// The database's fault.
pub async fn recovered_in_vain(tx: &Tx, settlement: SettlementId, member: MemberId) -> StoreResult<Points> {
    let query = Entity::find()
        .filter(Column::SettlementId.eq(settlement.0))
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::CancelledAt.is_not_null());
    Ok(read(tx, query).await?.iter().map(|over| over.recovered).sum())
}

/// Those within reach that came to something, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, reach: &Reach, filter: &OverIssueFilter) -> StoreResult<Vec<OverIssue>> {
    let mut query =
        Entity::find().filter(within(Column::OrganizationPath, reach)).filter(Column::Points.gt(Hundredths(0)));
    if let Some(path) = &filter.organization {
        query = query.filter(Column::OrganizationPath.starts_with(path.as_str()));
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before.0));
    }
    read(tx, query.order_by(Column::Id, Order::Desc).limit(filter.limit)).await
}

/// All of them, for whoever checks them.
///
/// # Errors
/// The database's fault.
pub async fn all(tx: &Tx) -> StoreResult<Vec<OverIssue>> {
    read(tx, Entity::find().order_by(Column::Id, Order::Asc)).await
}

/// It is what it was when it was read.
fn unchanged(over: &OverIssue) -> Condition {
    Condition::all()
        .add(Column::Id.eq(over.id.0))
        .add(Column::Points.eq(Hundredths::from(over.points)))
        .add(Column::Recovered.eq(Hundredths::from(over.recovered)))
        .add(Column::CancelledAt.is_null())
}

fn open() -> Select<Entity> {
    Entity::find()
        .filter(Column::CancelledAt.is_null())
        .filter(Expr::col(Column::Points).gt(Expr::col(Column::Recovered)))
}

async fn read(tx: &Tx, query: Select<Entity>) -> StoreResult<Vec<OverIssue>> {
    query.all(tx.conn()).await?.into_iter().map(from_row).collect()
}

fn from_row(row: Model) -> StoreResult<OverIssue> {
    let path = row.organization_path.parse();
    Ok(OverIssue {
        id: OverIssueId(row.id),
        member: MemberId(row.member_id),
        organization: OrganizationId(row.organization_id),
        path: path.map_err(|_| StoreError::corrupt(format!("over-issue {}: its path", row.id)))?,
        settlement: SettlementId(row.settlement_id),
        entry: EntryId(row.entry_id),
        reversal: EntryId(row.reversal_id),
        lowered: row.lowered.into(),
        points: row.points.into(),
        recovered: row.recovered.into(),
        found_at: row.found_at.into(),
        cancelled_at: row.cancelled_at.map(Into::into),
    })
}
