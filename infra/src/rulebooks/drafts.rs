//! Drafts of rule books and layers.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, Order, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, DraftId, OrganizationId, RuleBookId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::rulebook::DraftState;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::rule_book_drafts::{ActiveModel, Column, Entity};
use crate::reach::within;

/// A draft, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// For whom it is.
    pub owner: OrganizationId,
    /// The path of whom it is for.
    pub path: OrganizationPath,
    /// Its name, for those who work on it.
    pub name: String,
    /// Where it stands.
    pub state: DraftState,
    /// Grows with every change.
    pub version: u64,
    /// How many flaws the last check found; none where the text has changed since.
    pub flaws: Option<u32>,
    /// The owner's newest version that the check knew, 0 for none: an adoption meanwhile makes
    /// another check necessary.
    pub checked_against: Option<i64>,
    /// What came of it.
    pub adopted_as: Option<RuleBookId>,
    /// Who began it.
    pub created_by: AccountId,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Who changed it last.
    pub changed_by: AccountId,
    /// When.
    pub changed_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    owner_id: Uuid,
    owner_path: String,
    name: String,
    state: String,
    version: i64,
    fault_count: Option<i64>,
    checked_against: Option<i64>,
    rule_book_id: Option<Uuid>,
    created_by: Uuid,
    created_at: Moment,
    changed_by: Uuid,
    changed_at: Moment,
}

impl TryFrom<Row> for Draft {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let unknown = |what: &str| StoreError::corrupt(format!("draft {}: {what}", row.id));
        Ok(Self {
            id: DraftId(row.id),
            owner: OrganizationId(row.owner_id),
            path: row.owner_path.parse().map_err(|_| unknown("its path"))?,
            name: row.name,
            state: DraftState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
            version: u64::try_from(row.version).map_err(|_| unknown("its version"))?,
            flaws: row.fault_count.map(|count| u32::try_from(count).unwrap_or(u32::MAX)),
            checked_against: row.checked_against,
            adopted_as: row.rule_book_id.map(RuleBookId),
            created_by: AccountId(row.created_by),
            created_at: row.created_at.into(),
            changed_by: AccountId(row.changed_by),
            changed_at: row.changed_at.into(),
        })
    }
}

const COLUMNS: [Column; 13] = [
    Column::Id,
    Column::OwnerId,
    Column::OwnerPath,
    Column::Name,
    Column::State,
    Column::Version,
    Column::FaultCount,
    Column::CheckedAgainst,
    Column::RuleBookId,
    Column::CreatedBy,
    Column::CreatedAt,
    Column::ChangedBy,
    Column::ChangedAt,
];

/// Writes a new draft.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, draft: &Draft, document: String) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(draft.id.0),
        owner_id: ActiveValue::Set(draft.owner.0),
        owner_path: ActiveValue::Set(draft.path.as_str().to_owned()),
        name: ActiveValue::Set(draft.name.clone()),
        document: ActiveValue::Set(document),
        state: ActiveValue::Set(draft.state.code().to_owned()),
        version: ActiveValue::Set(number(draft.version)),
        fault_count: ActiveValue::Set(draft.flaws.map(Into::into)),
        checked_against: ActiveValue::Set(draft.checked_against),
        rule_book_id: ActiveValue::Set(draft.adopted_as.map(Into::into)),
        created_by: ActiveValue::Set(draft.created_by.0),
        created_at: ActiveValue::Set(draft.created_at.into()),
        changed_by: ActiveValue::Set(draft.changed_by.0),
        changed_at: ActiveValue::Set(draft.changed_at.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

fn number(version: u64) -> i64 {
    i64::try_from(version).unwrap_or(i64::MAX)
}

/// One draft within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: DraftId) -> StoreResult<Option<Draft>> {
    let query = Entity::find().select_only().columns(COLUMNS);
    let row = query.filter(Column::Id.eq(id.0)).filter(within(Column::OwnerPath, reach));
    row.into_model::<Row>().one(tx.conn()).await?.map(Draft::try_from).transpose()
}

/// The text of a draft within reach.
///
/// # Errors
/// The database's fault.
pub async fn text(tx: &Tx, reach: &Reach, id: DraftId) -> StoreResult<Option<String>> {
    let query = Entity::find().select_only().column(Column::Document);
    let row = query.filter(Column::Id.eq(id.0)).filter(within(Column::OwnerPath, reach));
    Ok(row.into_tuple().one(tx.conn()).await?)
}

/// The drafts of an organization, or all within reach; the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    reach: &Reach,
    owner: Option<OrganizationId>,
    before: Option<DraftId>,
    limit: u64,
) -> StoreResult<Vec<Draft>> {
    let mut query = Entity::find().select_only().columns(COLUMNS).filter(within(Column::OwnerPath, reach));
    if let Some(owner) = owner {
        query = query.filter(Column::OwnerId.eq(owner.0));
    }
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).into_model::<Row>().all(tx.conn()).await?;
    rows.into_iter().map(Draft::try_from).collect()
}

/// Writes what a draft has become, if it still is what was read; says whether. `document` only
/// where the text changes.
///
/// # Errors
/// The database's fault.
pub async fn update(tx: &Tx, read: &Draft, now: &Draft, document: Option<&str>) -> StoreResult<bool> {
    let mut query = Entity::update_many()
        .col_expr(Column::Name, Expr::value(now.name.as_str()))
        .col_expr(Column::State, Expr::value(now.state.code()))
        .col_expr(Column::FaultCount, Expr::value(now.flaws.map(i64::from)))
        .col_expr(Column::CheckedAgainst, Expr::value(now.checked_against))
        .col_expr(Column::RuleBookId, Expr::value(now.adopted_as.map(|id| id.0)))
        .col_expr(Column::ChangedBy, Expr::value(now.changed_by.0))
        .col_expr(Column::ChangedAt, Expr::value(Moment::from(now.changed_at)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1));
    if let Some(document) = document {
        query = query.col_expr(Column::Document, Expr::value(document));
    }
    let updated = query
        .filter(Column::Id.eq(read.id.0))
        .filter(Column::Version.eq(number(read.version)))
        .filter(Column::State.eq(read.state.code()))
        .exec(tx.conn())
        .await?;
    Ok(updated.rows_affected == 1)
}
