//! Contents: rows in, domain values out.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func};
use sea_orm::{ActiveValue, ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select};
use xianfeng_domain::access::Reach;
use xianfeng_domain::contents::{Audience, Content, Kind, Query, State};
use xianfeng_domain::ids::{AccountId, ContentId, OrganizationId, PersonId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::Day;

use super::search::holding;
use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::contents::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct ContentFilter {
    /// In a state.
    pub state: Option<State>,
    /// Of a kind.
    pub kind: Option<Kind>,
    /// Of an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// Whose text may hold this: the caller looks at the text itself.
    pub query: Option<Query>,
    /// At most so many.
    pub limit: u64,
}

/// A place in the list of what is published, the newest first.
pub type Position = (DateTime<Utc>, ContentId);

/// A member who reads.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    /// The path of the branch.
    pub branch: &'a OrganizationPath,
    /// The category.
    pub category: &'a str,
    /// Away today?
    pub away: bool,
}

/// Writes a new content.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, content: &Content) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(content.id.0),
        organization_id: ActiveValue::Set(content.organization.0),
        organization_path: ActiveValue::Set(content.path.to_string()),
        kind: ActiveValue::Set(content.kind.code().to_owned()),
        title: ActiveValue::Set(content.title.clone()),
        body: ActiveValue::Set(content.body.clone()),
        categories: ActiveValue::Set(joined(&content.audience.categories)),
        away_only: ActiveValue::Set(content.audience.away_only),
        in_public: ActiveValue::Set(content.audience.in_public),
        state: ActiveValue::Set(content.state.code().to_owned()),
        author_id: ActiveValue::Set(content.author.0),
        written_by: ActiveValue::Set(content.written_by.0),
        created_at: ActiveValue::Set(content.created_at.into()),
        submitted_at: ActiveValue::Set(None),
        decided_by: ActiveValue::Set(None),
        decided_at: ActiveValue::Set(None),
        reason: ActiveValue::Set(None),
        publish_at: ActiveValue::Set(content.publish_at.map(Into::into)),
        published_at: ActiveValue::Set(None),
        taken_down_at: ActiveValue::Set(None),
        reminded_on: ActiveValue::Set(None),
        version: ActiveValue::Set(1),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Writes a content that was changed or moved on, if state and version still are what it was made on; says whether.
///
/// # Errors
/// The database's fault.
pub async fn update(tx: &Tx, was: (State, u64), now: &Content) -> StoreResult<bool> {
    let updated = Entity::update_many()
        .col_expr(Column::Kind, Expr::value(now.kind.code()))
        .col_expr(Column::Title, Expr::value(now.title.clone()))
        .col_expr(Column::Body, Expr::value(now.body.clone()))
        .col_expr(Column::Categories, Expr::value(joined(&now.audience.categories)))
        .col_expr(Column::AwayOnly, Expr::value(now.audience.away_only))
        .col_expr(Column::InPublic, Expr::value(now.audience.in_public))
        .col_expr(Column::State, Expr::value(now.state.code()))
        .col_expr(Column::SubmittedAt, Expr::value(now.submitted_at.map(Moment::from)))
        .col_expr(Column::DecidedBy, Expr::value(now.decided_by.map(|by| by.0)))
        .col_expr(Column::DecidedAt, Expr::value(now.decided_at.map(Moment::from)))
        .col_expr(Column::Reason, Expr::value(now.reason.clone()))
        .col_expr(Column::PublishAt, Expr::value(now.publish_at.map(Moment::from)))
        .col_expr(Column::PublishedAt, Expr::value(now.published_at.map(Moment::from)))
        .col_expr(Column::TakenDownAt, Expr::value(now.taken_down_at.map(Moment::from)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(now.id.0))
        .filter(Column::State.eq(was.0.code()))
        .filter(Column::Version.eq(i64::try_from(was.1).unwrap_or(i64::MAX)))
        .exec(tx.conn())
        .await?;
    Ok(updated.rows_affected == 1)
}

/// The contents within reach that somebody is writing: in draft or sent back; the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn unsent_of(tx: &Tx, reach: &Reach, author: PersonId) -> StoreResult<Vec<Content>> {
    let rows = Entity::find()
        .filter(within(Column::OrganizationPath, reach))
        .filter(Column::AuthorId.eq(author.0))
        .filter(Column::State.is_in([State::Draft.code(), State::Returned.code()]))
        .order_by(Column::Id, Order::Asc);
    rows.all(tx.conn()).await?.into_iter().map(from_row).collect()
}

/// Makes somebody else the author of a content, if state, version and author still are what was read; says whether.
/// The account that wrote it stays on record.
///
/// # Errors
/// The database's fault.
pub async fn pass_on(tx: &Tx, was: &Content, author: PersonId) -> StoreResult<bool> {
    let passed = Entity::update_many()
        .col_expr(Column::AuthorId, Expr::value(author.0))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(was.id.0))
        .filter(Column::State.eq(was.state.code()))
        .filter(Column::Version.eq(i64::try_from(was.version).unwrap_or(i64::MAX)))
        .filter(Column::AuthorId.eq(was.author.0))
        .exec(tx.conn())
        .await?;
    Ok(passed.rows_affected == 1)
}

/// Writes that those who have not read a published content are reminded on a day; says whether they were not yet. It
/// is no new version: the content is the same.
///
/// # Errors
/// The database's fault.
pub async fn remind(tx: &Tx, id: ContentId, today: Day) -> StoreResult<bool> {
    let reminded = Entity::update_many()
        .col_expr(Column::RemindedOn, Expr::value(today))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(State::Published.code()))
        .filter(Condition::any().add(Column::RemindedOn.is_null()).add(Column::RemindedOn.lt(today)))
        .exec(tx.conn())
        .await?;
    Ok(reminded.rows_affected == 1)
}

/// One content within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: ContentId) -> StoreResult<Option<Content>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// One published content, whoever it is for: the caller proves whose readers may be named.
///
/// # Errors
/// The database's fault.
pub async fn find_published(tx: &Tx, id: ContentId) -> StoreResult<Option<Content>> {
    let row = Entity::find_by_id(id.0).filter(published()).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// One published content for a member. Whether content safety has passed it, the caller asks.
///
/// # Errors
/// The database's fault.
pub async fn find_for_member(tx: &Tx, reader: &Reader<'_>, id: ContentId) -> StoreResult<Option<Content>> {
    let row = Entity::find_by_id(id.0).filter(readable(reader)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// One published content for everybody. Whether content safety has passed it, the caller asks.
///
/// # Errors
/// The database's fault.
pub async fn find_in_public(tx: &Tx, id: ContentId) -> StoreResult<Option<Content>> {
    let row = Entity::find_by_id(id.0).filter(published()).filter(Column::InPublic.eq(true)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

fn published() -> Condition {
    Condition::all().add(Column::State.eq(State::Published.code())).add(Column::PublishedAt.is_not_null())
}

/// What a member reads: of the organizations on the branch's path, for the category, for who is away or for all.
fn readable(reader: &Reader<'_>) -> Condition {
    let category = Func::cust(Alias::new("INSTR"))
        .arg(Expr::col(Column::Categories))
        .arg(Expr::val(format!(",{},", reader.category)));
    let for_category = Condition::any().add(Column::Categories.is_null()).add(Expr::from(category).gt(0));
    let mut readable =
        published().add(Column::OrganizationId.is_in(reader.branch.ids().map(|id| id.0))).add(for_category);
    if !reader.away {
        readable = readable.add(Column::AwayOnly.eq(false));
    }
    readable
}

fn filtered(select: Select<Entity>, filter: &ContentFilter) -> Select<Entity> {
    let mut select = select;
    if let Some(state) = filter.state {
        select = select.filter(Column::State.eq(state.code()));
    }
    if let Some(kind) = filter.kind {
        select = select.filter(Column::Kind.eq(kind.code()));
    }
    if let Some(path) = &filter.organization {
        select = select.filter(Column::OrganizationPath.starts_with(path.as_str()));
    }
    if let Some(query) = &filter.query {
        select = select.filter(Column::Id.in_subquery(holding(query)));
    }
    select.limit(filter.limit)
}

/// What lies within reach, the last begun first.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    reach: &Reach,
    filter: &ContentFilter,
    before: Option<ContentId>,
) -> StoreResult<Vec<Content>> {
    let mut select = filtered(Entity::find().filter(within(Column::OrganizationPath, reach)), filter);
    if let Some(before) = before {
        select = select.filter(Column::Id.lt(before.0));
    }
    let rows = select.order_by(Column::Id, Order::Desc).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// What a member reads, the last published first. What content safety has passed, the caller asks.
///
/// # Errors
/// The database's fault.
pub async fn page_for_member(
    tx: &Tx,
    reader: &Reader<'_>,
    filter: &ContentFilter,
    after: Option<Position>,
) -> StoreResult<Vec<Content>> {
    newest(tx, filtered(Entity::find().filter(readable(reader)), filter), after).await
}

/// What everybody reads of an organization and those above it, the last published first. What content safety has
/// passed, the caller asks.
///
/// # Errors
/// The database's fault.
pub async fn page_in_public(
    tx: &Tx,
    path: &OrganizationPath,
    filter: &ContentFilter,
    after: Option<Position>,
) -> StoreResult<Vec<Content>> {
    let readable =
        published().add(Column::InPublic.eq(true)).add(Column::OrganizationId.is_in(path.ids().map(|id| id.0)));
    newest(tx, filtered(Entity::find().filter(readable), filter), after).await
}

async fn newest(tx: &Tx, select: Select<Entity>, after: Option<Position>) -> StoreResult<Vec<Content>> {
    let mut select = select;
    if let Some((at, id)) = after {
        let at = Moment::from(at);
        let same = Condition::all().add(Column::PublishedAt.eq(at)).add(Column::Id.lt(id.0));
        select = select.filter(Condition::any().add(Column::PublishedAt.lt(at)).add(same));
    }
    let ordered = select.order_by(Column::PublishedAt, Order::Desc).order_by(Column::Id, Order::Desc);
    ordered.all(tx.conn()).await?.into_iter().map(from_row).collect()
}

/// What is approved and whose time has come, the first approved first, after an id.
///
/// # Errors
/// The database's fault.
pub async fn waiting(tx: &Tx, now: DateTime<Utc>, after: Option<ContentId>, limit: u64) -> StoreResult<Vec<Content>> {
    let due = Condition::any().add(Column::PublishAt.is_null()).add(Column::PublishAt.lte(Moment::from(now)));
    let mut select = Entity::find().filter(Column::State.eq(State::Approved.code())).filter(due);
    if let Some(after) = after {
        select = select.filter(Column::Id.gt(after.0));
    }
    let rows = select.order_by(Column::Id, Order::Asc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Codes between commas, so that one of them is found with its commas.
fn joined(codes: &[String]) -> Option<String> {
    (!codes.is_empty()).then(|| format!(",{},", codes.join(",")))
}

fn from_row(row: Model) -> StoreResult<Content> {
    let unknown = |what: &str| StoreError::corrupt(format!("content {}: {what}", row.id));
    let categories = row.categories.as_deref().unwrap_or_default();
    Ok(Content {
        id: ContentId(row.id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        kind: Kind::from_code(&row.kind).ok_or_else(|| unknown("its kind"))?,
        audience: Audience {
            categories: categories.split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
            away_only: row.away_only,
            in_public: row.in_public,
        },
        state: State::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        author: PersonId(row.author_id),
        written_by: AccountId(row.written_by),
        created_at: row.created_at.into(),
        submitted_at: row.submitted_at.map(Into::into),
        decided_by: row.decided_by.map(AccountId),
        decided_at: row.decided_at.map(Into::into),
        publish_at: row.publish_at.map(Into::into),
        published_at: row.published_at.map(Into::into),
        taken_down_at: row.taken_down_at.map(Into::into),
        reminded_on: row.reminded_on,
        version: u64::try_from(row.version).unwrap_or_default(),
        title: row.title,
        body: row.body,
        reason: row.reason,
    })
}
