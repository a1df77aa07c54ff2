//! Claims.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, ClaimId, MemberId, OrganizationId, TaskId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::tasks::{Claim, ClaimState};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::claims::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct ClaimFilter {
    /// In a state.
    pub state: Option<ClaimState>,
    /// Of a task.
    pub task: Option<TaskId>,
    /// Of a member.
    pub member: Option<MemberId>,
    /// Waiting for review right at one of these organizations, but not the caller's own: the
    /// oldest first.
    pub review_at: Option<Vec<OrganizationId>>,
    /// In a review queue: handed in after this one.
    pub after: Option<(DateTime<Utc>, ClaimId)>,
    /// Of an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// Elsewhere: claimed before this one (ids sort by time).
    pub before: Option<ClaimId>,
    /// At most so many.
    pub limit: u64,
}

/// The key of a place: what only one live claim may hold.
fn place_key(task: TaskId, member: MemberId, place: u32) -> Vec<u8> {
    [task.0.as_bytes().as_slice(), member.0.as_bytes(), &place.to_be_bytes()].concat()
}

/// Writes a new claim.
///
/// # Errors
/// [`StoreError::Duplicate`] when the member's place is taken, by a second tap for instance.
pub async fn insert(tx: &Tx, claim: &Claim, by: AccountId) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(claim.id.0),
        task_id: ActiveValue::Set(claim.task.0),
        member_id: ActiveValue::Set(claim.member.0),
        organization_id: ActiveValue::Set(claim.organization.0),
        organization_path: ActiveValue::Set(claim.path.to_string()),
        review_organization_id: ActiveValue::Set(claim.review_organization.0),
        place: ActiveValue::Set(claim.place.into()),
        active_key: ActiveValue::Set(Some(place_key(claim.task, claim.member, claim.place))),
        state: ActiveValue::Set(claim.state.code().to_owned()),
        points_offered: ActiveValue::Set(claim.points_offered.into()),
        claimed_by: ActiveValue::Set(by.0),
        claimed_at: ActiveValue::Set(claim.claimed_at.into()),
        due_at: ActiveValue::Set(claim.due_at.map(Into::into)),
        report: ActiveValue::Set(None),
        deed_on: ActiveValue::Set(None),
        deed_place: ActiveValue::Set(None),
        quantity: ActiveValue::Set(None),
        submitted_at: ActiveValue::Set(None),
        submitted_by: ActiveValue::Set(None),
        reviewed_by: ActiveValue::Set(None),
        reviewed_at: ActiveValue::Set(None),
        review_reason: ActiveValue::Set(None),
        points_awarded: ActiveValue::Set(None),
        version: ActiveValue::Set(1),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One claim within reach, or the member's own.
///
/// # Errors
/// The database's fault.
pub async fn claim(tx: &Tx, reach: &Reach, own: Option<MemberId>, id: ClaimId) -> StoreResult<Option<Claim>> {
    let row = Entity::find_by_id(id.0).filter(readable(reach, own)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

fn readable(reach: &Reach, own: Option<MemberId>) -> Condition {
    let mut readable = Condition::any().add(within(Column::OrganizationPath, reach));
    if let Some(own) = own {
        readable = readable.add(Column::MemberId.eq(own.0));
    }
    readable
}

/// Claims within reach, and the member's own; the newest first, a review queue the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, reach: &Reach, own: Option<MemberId>, filter: &ClaimFilter) -> StoreResult<Vec<Claim>> {
    let mut query = Entity::find().filter(readable(reach, own));
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.code()));
    }
    if let Some(task) = filter.task {
        query = query.filter(Column::TaskId.eq(task.0));
    }
    if let Some(member) = filter.member {
        query = query.filter(Column::MemberId.eq(member.0));
    }
    if let Some(path) = &filter.organization {
        query = query.filter(Column::OrganizationPath.starts_with(path.as_str()));
    }
    if let Some(organizations) = &filter.review_at {
        query = query
            .filter(Column::ReviewOrganizationId.is_in(organizations.iter().map(|id| id.0)))
            .filter(Column::State.eq(ClaimState::Submitted.code()));
        if let Some(own) = own {
            query = query.filter(Column::MemberId.ne(own.0));
        }
        if let Some((instant, id)) = filter.after {
            let instant = Moment::from(instant);
            let beside = Condition::all().add(Column::SubmittedAt.eq(instant)).add(Column::Id.gt(id.0));
            query = query.filter(Condition::any().add(Column::SubmittedAt.gt(instant)).add(beside));
        }
        query = query.order_by(Column::SubmittedAt, Order::Asc).order_by(Column::Id, Order::Asc);
    } else {
        query = query.order_by(Column::Id, Order::Desc);
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// The places of some tasks that a member's live claims hold.
///
/// # Errors
/// The database's fault.
pub async fn places_of_tasks(tx: &Tx, tasks: &[TaskId], member: MemberId) -> StoreResult<HashMap<TaskId, Vec<u32>>> {
    let places: Vec<(Uuid, i64)> = Entity::find()
        .select_only()
        .columns([Column::TaskId, Column::Place])
        .filter(Column::TaskId.is_in(tasks.iter().map(|task| task.0)))
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::ActiveKey.is_not_null())
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut held: HashMap<TaskId, Vec<u32>> = HashMap::new();
    for (task, place) in places {
        held.entry(TaskId(task)).or_default().extend(u32::try_from(place).ok());
    }
    Ok(held)
}

/// The places of a task that a member's live claims hold.
///
/// # Errors
/// The database's fault.
pub async fn held_places(tx: &Tx, task: TaskId, member: MemberId) -> StoreResult<Vec<u32>> {
    let places: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::Place)
        .filter(Column::TaskId.eq(task.0))
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::ActiveKey.is_not_null())
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(places.into_iter().filter_map(|place| u32::try_from(place).ok()).collect())
}

/// The unfinished claims of a task, for cancelling it.
///
/// # Errors
/// The database's fault.
pub async fn live_of_task(tx: &Tx, task: TaskId) -> StoreResult<Vec<Claim>> {
    let rows = Entity::find()
        .filter(Column::TaskId.eq(task.0))
        .filter(Column::ActiveKey.is_not_null())
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Unfinished claims whose deadline passed before `now`, a few at a time.
///
/// # Errors
/// The database's fault.
pub async fn overdue(tx: &Tx, now: DateTime<Utc>, limit: u64) -> StoreResult<Vec<Claim>> {
    let unfinished = [ClaimState::Claimed.code(), ClaimState::Returned.code()];
    let rows = Entity::find()
        .filter(Column::State.is_in(unfinished))
        .filter(Column::DueAt.lt(Moment::from(now)))
        .order_by(Column::DueAt, Order::Asc)
        .limit(limit)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Unfinished claims whose deadline lies at most so far ahead, the first due first.
///
/// # Errors
/// The database's fault.
pub async fn due_soon(tx: &Tx, now: DateTime<Utc>, ahead: Duration) -> StoreResult<Vec<Claim>> {
    let unfinished = [ClaimState::Claimed.code(), ClaimState::Returned.code()];
    let rows = Entity::find()
        .filter(Column::State.is_in(unfinished))
        .filter(Column::DueAt.gt(Moment::from(now)))
        .filter(Column::DueAt.lte(Moment::from(now + ahead)))
        .order_by(Column::DueAt, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// How many submitted claims wait at each organization, by whose they are.
///
/// # Errors
/// The database's fault.
pub async fn waiting(tx: &Tx) -> StoreResult<Vec<(OrganizationId, MemberId, i64)>> {
    let rows: Vec<(Uuid, Uuid, i64)> = Entity::find()
        .select_only()
        .columns([Column::ReviewOrganizationId, Column::MemberId])
        .column_as(Column::Id.count(), "rows")
        .filter(Column::State.eq(ClaimState::Submitted.code()))
        .group_by(Column::ReviewOrganizationId)
        .group_by(Column::MemberId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(at, member, count)| (OrganizationId(at), MemberId(member), count)).collect())
}

/// Moves the deadline of a task's unfinished claims to the later of their own and `due`; `None` is
/// no deadline. Answers how many moved.
///
/// # Errors
/// The database's fault.
pub async fn extend(tx: &Tx, task: TaskId, due: Option<DateTime<Utc>>) -> StoreResult<u64> {
    let mut earlier = Condition::all().add(Column::DueAt.is_not_null());
    if let Some(due) = due {
        earlier = earlier.add(Column::DueAt.lt(Moment::from(due)));
    }
    let extended = Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(due.map(Moment::from)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::TaskId.eq(task.0))
        .filter(Column::State.is_in([ClaimState::Claimed.code(), ClaimState::Returned.code()]))
        .filter(earlier)
        .exec(tx.conn())
        .await?;
    Ok(extended.rows_affected)
}

/// Submitted claims of an organization and below, for sending them to other reviewers.
///
/// # Errors
/// The database's fault.
pub async fn submitted_at(tx: &Tx, path: &OrganizationPath) -> StoreResult<Vec<Claim>> {
    let rows = Entity::find()
        .filter(Column::State.eq(ClaimState::Submitted.code()))
        .filter(Column::OrganizationPath.starts_with(path.as_str()))
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Writes a claim that moved on from what was read, and gives its place key back when it ended.
///
/// # Errors
/// [`StoreError::Race`] when somebody else moved it first: the transaction starts again.
pub async fn advance(tx: &Tx, before: &Claim, after: &Claim, by: AccountId) -> StoreResult<()> {
    let mut update = Entity::update_many()
        .col_expr(Column::State, Expr::value(after.state.code()))
        .col_expr(Column::ReviewOrganizationId, Expr::value(after.review_organization.0))
        .col_expr(Column::DueAt, Expr::value(after.due_at.map(Moment::from)))
        .col_expr(Column::Report, Expr::value(after.report.clone()))
        .col_expr(Column::DeedOn, Expr::value(after.deed_on))
        .col_expr(Column::DeedPlace, Expr::value(after.deed_place.clone()))
        .col_expr(Column::Quantity, Expr::value(after.quantity))
        .col_expr(Column::SubmittedAt, Expr::value(after.submitted_at.map(Moment::from)))
        .col_expr(Column::ReviewedAt, Expr::value(after.reviewed_at.map(Moment::from)))
        .col_expr(Column::ReviewReason, Expr::value(after.review_reason.clone()))
        .col_expr(Column::PointsAwarded, Expr::value(after.points_awarded.map(|points| points.hundredths())))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(before.id.0))
        .filter(Column::State.eq(before.state.code()))
        .filter(Column::Version.eq(i64::try_from(before.version).unwrap_or(i64::MAX)));
    if !after.state.holds_place() {
        update = update.col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None));
    }
    if after.submitted_at != before.submitted_at {
        update = update.col_expr(Column::SubmittedBy, Expr::value(by.0));
    }
    if after.reviewed_at != before.reviewed_at {
        update = update.col_expr(Column::ReviewedBy, Expr::value(by.0));
    }
    let advanced = update.exec(tx.conn()).await?;
    if advanced.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a claim")) }
}

fn from_row(row: Model) -> StoreResult<Claim> {
    let unknown = |id: Uuid, what: &str| StoreError::corrupt(format!("claim {id}: {what}"));
    Ok(Claim {
        id: ClaimId(row.id),
        task: TaskId(row.task_id),
        member: MemberId(row.member_id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown(row.id, "its path"))?,
        review_organization: OrganizationId(row.review_organization_id),
        place: u32::try_from(row.place).map_err(|_| unknown(row.id, "its place"))?,
        state: ClaimState::from_code(&row.state).ok_or_else(|| unknown(row.id, "its state"))?,
        points_offered: row.points_offered.into(),
        claimed_at: row.claimed_at.into(),
        due_at: row.due_at.map(Into::into),
        report: row.report,
        deed_on: row.deed_on,
        deed_place: row.deed_place,
        quantity: row.quantity,
        submitted_at: row.submitted_at.map(Into::into),
        reviewed_at: row.reviewed_at.map(Into::into),
        review_reason: row.review_reason,
        points_awarded: row.points_awarded.map(Into::into),
        version: u64::try_from(row.version).unwrap_or_default(),
    })
}
