//! Tasks.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, MemberId, OrganizationId, RuleBookId, TaskId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::tasks::{Mode, Task, TaskState};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::task_assignees;
use crate::entities::tasks::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct TaskFilter {
    /// In a state.
    pub state: Option<TaskState>,
    /// Of an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// Made before this one (ids sort by time).
    pub before: Option<TaskId>,
    /// At most so many.
    pub limit: u64,
}

/// Writes a new task.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, task: &Task, by: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let count = |value: u32| i64::from(value);
    let row = ActiveModel {
        id: ActiveValue::Set(task.id.0),
        organization_id: ActiveValue::Set(task.organization.0),
        organization_path: ActiveValue::Set(task.path.to_string()),
        title: ActiveValue::Set(task.title.clone()),
        description: ActiveValue::Set(task.description.clone()),
        item_code: ActiveValue::Set(task.item.clone()),
        rule_book_id: ActiveValue::Set(task.rule_book.0),
        mode: ActiveValue::Set(mode_code(&task.mode).to_owned()),
        points_min: ActiveValue::Set(task.range.0.into()),
        points_max: ActiveValue::Set(task.range.1.into()),
        points: ActiveValue::Set(task.points.into()),
        unit: ActiveValue::Set(task.unit.clone()),
        quota: ActiveValue::Set(task.quota.map(count)),
        places_per_member: ActiveValue::Set(task.places_per_member.into()),
        claimed: ActiveValue::Set(task.claimed.into()),
        claim_by: ActiveValue::Set(task.claim_by.map(Into::into)),
        complete_by: ActiveValue::Set(task.complete_by.map(Into::into)),
        photos_required: ActiveValue::Set(task.photos_required.into()),
        target_categories: ActiveValue::Set(joined(&task.categories)),
        target_branches: ActiveValue::Set(joined(&task.branches)),
        state: ActiveValue::Set(task.state.code().to_owned()),
        end_reason: ActiveValue::Set(task.end_reason.clone()),
        version: ActiveValue::Set(1),
        created_by: ActiveValue::Set(by.0),
        created_at: ActiveValue::Set(now.into()),
        published_at: ActiveValue::Set(task.published_at.map(Into::into)),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    if let Mode::Dispatched(shares) = &task.mode {
        let rows = shares.iter().map(|(member, points)| task_assignees::ActiveModel {
            task_id: ActiveValue::Set(task.id.0),
            member_id: ActiveValue::Set(member.0),
            points: ActiveValue::Set((*points).into()),
        });
        task_assignees::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// One task within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: TaskId) -> StoreResult<Option<Task>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    one(tx, row).await
}

/// One task that a member of a branch may know of: published or ended, of an organization on the
/// branch's path.
///
/// # Errors
/// The database's fault.
pub async fn find_for_member(tx: &Tx, branch: &OrganizationPath, id: TaskId) -> StoreResult<Option<Task>> {
    let row = Entity::find_by_id(id.0).filter(visible_from(branch)).one(tx.conn()).await?;
    one(tx, row).await
}

async fn one(tx: &Tx, row: Option<Model>) -> StoreResult<Option<Task>> {
    Ok(with_assignees(tx, row.into_iter().collect()).await?.pop())
}

fn visible_from(branch: &OrganizationPath) -> Condition {
    Condition::all()
        .add(Column::OrganizationId.is_in(branch.ids().map(|id| id.0)))
        .add(Column::State.ne(TaskState::Draft.code()))
}

/// The titles of tasks, for showing claims that the caller may see.
///
/// # Errors
/// The database's fault.
pub async fn titles(tx: &Tx, ids: impl IntoIterator<Item = TaskId>) -> StoreResult<HashMap<TaskId, String>> {
    let rows: Vec<(Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Title])
        .filter(Column::Id.is_in(ids.into_iter().map(|id| id.0)))
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(id, title)| (TaskId(id), title)).collect())
}

/// Tasks within reach, and those that a member of a branch may know of; the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    reach: &Reach,
    branch: Option<&OrganizationPath>,
    filter: &TaskFilter,
) -> StoreResult<Vec<Task>> {
    let mut readable = Condition::any().add(within(Column::OrganizationPath, reach));
    if let Some(branch) = branch {
        readable = readable.add(visible_from(branch));
    }
    let mut query = Entity::find().filter(readable);
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.code()));
    }
    if let Some(path) = &filter.organization {
        query = query.filter(Column::OrganizationPath.starts_with(path.as_str()));
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(filter.limit).all(tx.conn()).await?;
    with_assignees(tx, rows).await
}

async fn with_assignees(tx: &Tx, rows: Vec<Model>) -> StoreResult<Vec<Task>> {
    let dispatched: Vec<Uuid> = rows.iter().filter(|row| row.mode == "dispatched").map(|row| row.id).collect();
    let shares = if dispatched.is_empty() {
        Vec::new()
    } else {
        task_assignees::Entity::find()
            .filter(task_assignees::Column::TaskId.is_in(dispatched))
            .order_by(task_assignees::Column::MemberId, Order::Asc)
            .all(tx.conn())
            .await?
    };
    rows.into_iter()
        .map(|row| {
            let own = shares.iter().filter(|share| share.task_id == row.id);
            let own = own.map(|share| (MemberId(share.member_id), Points::from(share.points))).collect();
            from_row(row, own)
        })
        .collect()
}

/// Writes what an edit or a change of state may change, if the version still is what it was made
/// on; says whether. The places taken are not written: they have their own conditional updates.
///
/// # Errors
/// The database's fault.
pub async fn update(tx: &Tx, task: &Task, version: u64) -> StoreResult<bool> {
    let mut update = Entity::update_many()
        .col_expr(Column::Title, Expr::value(task.title.clone()))
        .col_expr(Column::Description, Expr::value(task.description.clone()))
        .col_expr(Column::Quota, Expr::value(task.quota.map(i64::from)))
        .col_expr(Column::ClaimBy, Expr::value(task.claim_by.map(Moment::from)))
        .col_expr(Column::CompleteBy, Expr::value(task.complete_by.map(Moment::from)))
        .col_expr(Column::State, Expr::value(task.state.code()))
        .col_expr(Column::EndReason, Expr::value(task.end_reason.clone()))
        .col_expr(Column::PublishedAt, Expr::value(task.published_at.map(Moment::from)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(task.id.0))
        .filter(Column::Version.eq(i64::try_from(version).unwrap_or(i64::MAX)));
    if let Some(quota) = task.quota {
        // Never below the claims made, whoever claims meanwhile (pitfall 22).
        update = update.filter(Column::Claimed.lte(i64::from(quota)));
    }
    Ok(update.exec(tx.conn()).await?.rows_affected == 1)
}

/// Takes a place, if the task is published and one is free; says whether. This, not what was
/// read before, is what keeps a task from ever having more claims than its quota.
///
/// # Errors
/// The database's fault.
pub async fn take_place(tx: &Tx, id: TaskId) -> StoreResult<bool> {
    let free = Column::Quota.is_null().or(Expr::col(Column::Claimed).lt(Expr::col(Column::Quota)));
    let taken = Entity::update_many()
        .col_expr(Column::Claimed, Expr::col(Column::Claimed).add(1))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(TaskState::Published.code()))
        .filter(free)
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Gives a place back.
///
/// # Errors
/// [`StoreError::Corrupt`] when none was taken.
pub async fn release_place(tx: &Tx, id: TaskId) -> StoreResult<()> {
    let released = Entity::update_many()
        .col_expr(Column::Claimed, Expr::col(Column::Claimed).sub(1))
        .filter(Column::Id.eq(id.0))
        .filter(Column::Claimed.gt(0))
        .exec(tx.conn())
        .await?;
    if released.rows_affected == 1 { Ok(()) } else { Err(StoreError::corrupt("a place was released twice")) }
}

const fn mode_code(mode: &Mode) -> &'static str {
    match mode {
        Mode::Open => "open",
        Mode::Dispatched(_) => "dispatched",
    }
}

fn joined<T: ToString>(items: &[T]) -> Option<String> {
    (!items.is_empty()).then(|| items.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
}

fn split(text: Option<&str>) -> impl Iterator<Item = &str> {
    text.unwrap_or_default().split(',').filter(|part| !part.is_empty())
}

fn from_row(row: Model, shares: Vec<(MemberId, Points)>) -> StoreResult<Task> {
    let unknown = |what: &str| StoreError::corrupt(format!("task {}: {what}", row.id));
    let count = |value: i64| u32::try_from(value).map_err(|_| unknown("a count"));
    let branches = split(row.target_branches.as_deref())
        .map(|id| Uuid::try_parse(id).map(OrganizationId).map_err(|_| unknown("its branches")))
        .collect::<StoreResult<_>>()?;
    Ok(Task {
        id: TaskId(row.id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        item: row.item_code.clone(),
        rule_book: RuleBookId(row.rule_book_id),
        mode: if row.mode == "dispatched" { Mode::Dispatched(shares) } else { Mode::Open },
        range: (row.points_min.into(), row.points_max.into()),
        points: row.points.into(),
        quota: row.quota.map(count).transpose()?,
        places_per_member: count(row.places_per_member)?,
        claimed: count(row.claimed)?,
        claim_by: row.claim_by.map(Into::into),
        complete_by: row.complete_by.map(Into::into),
        photos_required: count(row.photos_required)?,
        categories: split(row.target_categories.as_deref()).map(str::to_owned).collect(),
        branches,
        state: TaskState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        version: u64::try_from(row.version).unwrap_or_default(),
        published_at: row.published_at.map(Into::into),
        title: row.title,
        description: row.description,
        unit: row.unit,
        end_reason: row.end_reason,
    })
}
