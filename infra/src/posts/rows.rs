//! Posts and zones.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect,
};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, GridId, OrganizationId, PostId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::posts::{Area, Post, PostKind, PostState};
use xianfeng_domain::time::PeriodKind;

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::post_areas;
use crate::entities::posts::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct PostFilter {
    /// Of an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// In a grid.
    pub grid: Option<GridId>,
    /// In a state.
    pub state: Option<PostState>,
    /// Made before this one (ids sort by time).
    pub before: Option<PostId>,
    /// At most so many.
    pub limit: u64,
}

/// Writes a new post.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, post: &Post, by: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(post.id.0),
        organization_id: ActiveValue::Set(post.organization.0),
        organization_path: ActiveValue::Set(post.path.to_string()),
        grid_id: ActiveValue::Set(post.grid.map(Into::into)),
        kind: ActiveValue::Set(post.kind.code().to_owned()),
        area: ActiveValue::Set(post.area.map(|area| area.code().to_owned())),
        name: ActiveValue::Set(post.name.clone()),
        skill_wanted: ActiveValue::Set(post.skill_wanted.clone()),
        places: ActiveValue::Set(post.places.into()),
        taken: ActiveValue::Set(post.taken.into()),
        item_code: ActiveValue::Set(post.item.clone()),
        check_every: ActiveValue::Set(kind_code(post.check_every).to_owned()),
        pays_per: ActiveValue::Set(kind_code(post.pays_per).to_owned()),
        state: ActiveValue::Set(post.state.code().to_owned()),
        version: ActiveValue::Set(1),
        created_by: ActiveValue::Set(by.0),
        created_at: ActiveValue::Set(now.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Takes a ready post (S3-5) over as `post`, once an organization and grid, whoever does it at once.
/// Call it before [`insert`].
///
/// # Errors
/// [`StoreError::Duplicate`] when it was taken over before.
pub async fn take_over(tx: &Tx, post: &Post, area: Area) -> StoreResult<()> {
    let place = post.grid.map_or(post.organization.0, |grid| grid.0);
    let key = [post.organization.0.as_bytes(), place.as_bytes().as_slice(), area.code().as_bytes()].concat();
    let row = post_areas::ActiveModel { id: ActiveValue::Set(post.id.0), active_key: ActiveValue::Set(Some(key)) };
    post_areas::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The names and grids of posts, whatever the reach: for what the caller may see already.
///
/// # Errors
/// The database's fault.
pub async fn by_ids(tx: &Tx, ids: impl IntoIterator<Item = PostId>) -> StoreResult<HashMap<PostId, Post>> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.into_iter().map(|id| id.0))).all(tx.conn()).await?;
    rows.into_iter().map(|row| from_row(row).map(|post| (post.id, post))).collect()
}

/// Every post of some organizations, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn of_organizations(tx: &Tx, ids: &[OrganizationId], limit: u64) -> StoreResult<Vec<Post>> {
    let rows = Entity::find()
        .filter(Column::OrganizationId.is_in(ids.iter().map(|id| id.0)))
        .order_by(Column::Id, Order::Desc)
        .limit(limit)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// One post within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: PostId) -> StoreResult<Option<Post>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// One post that a member of a branch may know of: of an organization on the branch's path.
///
/// # Errors
/// The database's fault.
pub async fn find_for_member(tx: &Tx, branch: &OrganizationPath, id: PostId) -> StoreResult<Option<Post>> {
    let row = Entity::find_by_id(id.0).filter(visible_from(branch)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

fn visible_from(branch: &OrganizationPath) -> Condition {
    Condition::all().add(Column::OrganizationId.is_in(branch.ids().map(|id| id.0)))
}

/// Posts within reach, and those that a member of a branch may know of; the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    reach: &Reach,
    branch: Option<&OrganizationPath>,
    filter: &PostFilter,
) -> StoreResult<Vec<Post>> {
    let mut readable = Condition::any().add(within(Column::OrganizationPath, reach));
    if let Some(branch) = branch {
        readable = readable.add(visible_from(branch));
    }
    let mut query = Entity::find().filter(readable);
    if let Some(path) = &filter.organization {
        query = query.filter(Column::OrganizationPath.starts_with(path.as_str()));
    }
    if let Some(grid) = filter.grid {
        query = query.filter(Column::GridId.eq(grid.0));
    }
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.code()));
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Writes the editable parts if the version still is what the edit was made on, and no more places
/// are taken than there will be, whoever claims meanwhile; says whether.
///
/// # Errors
/// The database's fault.
pub async fn update(tx: &Tx, post: &Post, version: u64) -> StoreResult<bool> {
    let updated = Entity::update_many()
        .col_expr(Column::Name, Expr::value(post.name.clone()))
        .col_expr(Column::SkillWanted, Expr::value(post.skill_wanted.clone()))
        .col_expr(Column::Places, Expr::value(i64::from(post.places)))
        .col_expr(Column::State, Expr::value(post.state.code()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(post.id.0))
        .filter(Column::Version.eq(i64::try_from(version).unwrap_or(i64::MAX)))
        .filter(Column::Taken.lte(i64::from(post.places)))
        .exec(tx.conn())
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Takes a place, if the post is open and one is free; says whether. This, not what was read
/// before, is what keeps a post from ever having more holders than places.
///
/// # Errors
/// The database's fault.
pub async fn take_place(tx: &Tx, id: PostId) -> StoreResult<bool> {
    let taken = Entity::update_many()
        .col_expr(Column::Taken, Expr::col(Column::Taken).add(1))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(PostState::Open.code()))
        .filter(Expr::col(Column::Taken).lt(Expr::col(Column::Places)))
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Gives a place back.
///
/// # Errors
/// [`StoreError::Corrupt`] when none was taken.
pub async fn release_place(tx: &Tx, id: PostId) -> StoreResult<()> {
    let released = Entity::update_many()
        .col_expr(Column::Taken, Expr::col(Column::Taken).sub(1))
        .filter(Column::Id.eq(id.0))
        .filter(Column::Taken.gt(0))
        .exec(tx.conn())
        .await?;
    if released.rows_affected == 1 { Ok(()) } else { Err(StoreError::corrupt("a post's place was released twice")) }
}

const fn kind_code(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Month => "month",
        PeriodKind::Quarter => "quarter",
        PeriodKind::Year => "year",
    }
}

pub(super) fn from_row(row: Model) -> StoreResult<Post> {
    let unknown = |what: &str| StoreError::corrupt(format!("post {}: {what}", row.id));
    let count = |value: i64| u32::try_from(value).map_err(|_| unknown("a count"));
    let kind = |code: &str| {
        let found = PeriodKind::ALL.into_iter().find(|kind| kind_code(*kind) == code);
        found.ok_or_else(|| unknown("its periods"))
    };
    Ok(Post {
        id: PostId(row.id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        grid: row.grid_id.map(GridId),
        kind: PostKind::from_code(&row.kind).ok_or_else(|| unknown("its kind"))?,
        area: row.area.as_deref().map(|code| Area::from_code(code).ok_or_else(|| unknown("its area"))).transpose()?,
        places: count(row.places)?,
        taken: count(row.taken)?,
        check_every: kind(&row.check_every)?,
        pays_per: kind(&row.pays_per)?,
        state: PostState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        version: u64::try_from(row.version).unwrap_or_default(),
        name: row.name,
        skill_wanted: row.skill_wanted,
        item: row.item_code,
    })
}
