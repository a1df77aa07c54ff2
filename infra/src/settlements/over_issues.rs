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
use xianfeng_domain::settlements::{Balance, Debt};

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
    /// What it makes the member owe, and what was taken off and given back of it.
    pub debt: Debt,
    /// When it was found.
    pub found_at: DateTime<Utc>,
    /// When a reinstatement mended it; what was recovered until then comes back.
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
        points: ActiveValue::Set(over.debt.points.into()),
        recovered: ActiveValue::Set(over.debt.recovered.into()),
        give_back: ActiveValue::Set(over.debt.give_back.into()),
        given_back: ActiveValue::Set(over.debt.given_back.into()),
        found_at: ActiveValue::Set(over.found_at.into()),
        cancelled_at: ActiveValue::Set(over.cancelled_at.map(Into::into)),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// What each member of a township still owes or gets back; who neither does is absent.
///
/// # Errors
/// The database's fault.
pub async fn balances(tx: &Tx, township: &OrganizationPath) -> StoreResult<HashMap<MemberId, Balance>> {
    let reach = Reach::under(township.clone());
    let unsettled = Condition::any().add(is_open()).add(is_due_back());
    let query = Entity::find().filter(unsettled).filter(within(Column::OrganizationPath, &reach));
    let mut debts: HashMap<MemberId, Vec<Debt>> = HashMap::new();
    for over in read(tx, query).await? {
        debts.entry(over.member).or_default().push(over.debt);
    }
    Ok(debts.into_iter().map(|(member, debts)| (member, Balance::of(&debts))).collect())
}

/// Takes so many points off what a member owes, the oldest first.
///
/// # Errors
/// [`StoreError::Race`] when the member does not owe so much any more.
pub async fn recover(tx: &Tx, member: MemberId, points: Points) -> StoreResult<()> {
    let mut left = points;
    for over in read(tx, of_member(member).filter(is_open())).await? {
        let part = over.debt.open().min(left);
        let recovered = over.debt.recovered + part;
        write(tx, &over, &Debt { recovered, ..over.debt }).await?;
        left = left - part;
    }
    if left.is_zero() { Ok(()) } else { Err(StoreError::Race("what a member owes")) }
}

/// Gives back so many points of what was taken off in vain, the oldest first.
///
/// # Errors
/// [`StoreError::Race`] when so much is not due any more.
pub async fn give_back(tx: &Tx, member: MemberId, points: Points) -> StoreResult<()> {
    let mut left = points;
    for over in read(tx, of_member(member).filter(is_due_back())).await? {
        let part = over.debt.due_back().min(left);
        let given_back = over.debt.given_back + part;
        write(tx, &over, &Debt { given_back, ..over.debt }).await?;
        left = left - part;
    }
    if left.is_zero() { Ok(()) } else { Err(StoreError::Race("what comes back to a member")) }
}

/// The over-issue of a reversal, unless a reinstatement mended it.
///
/// # Errors
/// The database's fault.
pub async fn of_reversal(tx: &Tx, reversal: EntryId) -> StoreResult<Option<OverIssue>> {
    let query = Entity::find().filter(Column::ReversalId.eq(reversal.0)).filter(Column::CancelledAt.is_null());
    Ok(read(tx, query).await?.pop())
}

/// A reinstatement mended it: nothing of it is recovered any further.
///
/// # Errors
/// [`StoreError::Race`] when it changed meanwhile.
pub async fn cancel(tx: &Tx, over: &OverIssue, now: DateTime<Utc>) -> StoreResult<()> {
    let cancelled = Entity::update_many()
        .col_expr(Column::CancelledAt, Expr::value(Moment::from(now)))
        .filter(unchanged(over))
        .exec(tx.conn())
        .await?;
    if cancelled.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("an over-issue")) }
}

/// Says anew what it makes the member owe; nothing is written where that is as it was.
///
/// # Errors
/// [`StoreError::Race`] when it changed meanwhile.
pub async fn write(tx: &Tx, over: &OverIssue, debt: &Debt) -> StoreResult<()> {
    if over.debt == *debt {
        return Ok(());
    }
    let value = |points: Points| Expr::value(Hundredths::from(points));
    let changed = Entity::update_many()
        .col_expr(Column::Points, value(debt.points))
        .col_expr(Column::Recovered, value(debt.recovered))
        .col_expr(Column::GiveBack, value(debt.give_back))
        .col_expr(Column::GivenBack, value(debt.given_back))
        .filter(unchanged(over))
        .exec(tx.conn())
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("an over-issue")) }
}

/// What was ever found wrong in a member's line of a settlement, the oldest first, with what was mended.
///
/// # Errors
/// The database's fault.
pub async fn found_in(tx: &Tx, settlement: SettlementId, member: MemberId) -> StoreResult<Vec<OverIssue>> {
    read(tx, of_member(member).filter(Column::SettlementId.eq(settlement.0))).await
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
    let Debt { holds, points, recovered, give_back, given_back } = over.debt;
    Condition::all()
        .add(Column::Id.eq(over.id.0))
        .add(Column::Points.eq(Hundredths::from(points)))
        .add(Column::Recovered.eq(Hundredths::from(recovered)))
        .add(Column::GiveBack.eq(Hundredths::from(give_back)))
        .add(Column::GivenBack.eq(Hundredths::from(given_back)))
        .add(if holds { Column::CancelledAt.is_null() } else { Column::CancelledAt.is_not_null() })
}

fn of_member(member: MemberId) -> Select<Entity> {
    Entity::find().filter(Column::MemberId.eq(member.0)).order_by(Column::Id, Order::Asc)
}

/// Something is still to be taken off.
fn is_open() -> Condition {
    Condition::all().add(Column::CancelledAt.is_null()).add(Expr::col(Column::Points).gt(Expr::col(Column::Recovered)))
}

/// Something is still to be given back.
fn is_due_back() -> Condition {
    Condition::all().add(Expr::col(Column::GiveBack).gt(Expr::col(Column::GivenBack)))
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
        debt: Debt {
            holds: row.cancelled_at.is_none(),
            points: row.points.into(),
            recovered: row.recovered.into(),
            give_back: row.give_back.into(),
            given_back: row.given_back.into(),
        },
        found_at: row.found_at.into(),
        cancelled_at: row.cancelled_at.map(Into::into),
    })
}
