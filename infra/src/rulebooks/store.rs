//! The rule book in force, and what a version says.

use std::sync::{Arc, LazyLock};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use moka::future::Cache;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::{OrganizationId, RuleBookId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::rulebook::RuleBook;
use xianfeng_domain::time::Day;

use super::before_formats::numbered;
use super::document::parse_document;
use super::reading::compose;
use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::rule_books::{Column, Entity, Model};

/// An adopted version never changes, so that it may be kept.
static READ: LazyLock<Cache<Uuid, Arc<RuleBook>>> = LazyLock::new(|| Cache::new(256));

/// The version that is in force somewhere on a day.
#[derive(Clone, Debug)]
pub struct Effective {
    /// The version.
    pub id: RuleBookId,
    /// The organization whose whole book stands at the bottom of the layers: totals are kept by
    /// it, so that branches with layers of their own stay comparable.
    pub owner: OrganizationId,
    /// The organization that adopted the version: the owner, or whoever put a layer on its book.
    pub adopted_by: OrganizationId,
    /// The path of who adopted it.
    pub owner_path: OrganizationPath,
    /// Its number among the versions of who adopted it, from 1.
    pub version: i64,
    /// From which day it is in force.
    pub effective_from: Day,
    /// The meeting that adopted it.
    pub meeting: String,
    /// What it says.
    pub book: Arc<RuleBook>,
}

/// A version without its text.
#[derive(FromQueryResult)]
struct Header {
    id: Uuid,
    owner_id: Uuid,
    root_owner_id: Option<Uuid>,
    version: i64,
    effective_from: Day,
    adopted_meeting: String,
}

/// The version in force for an organization on a day: that of the nearest owner on its path.
///
/// # Errors
/// [`StoreError::Corrupt`] when a stored document does not read.
pub async fn effective(tx: &Tx, path: &OrganizationPath, day: Day) -> StoreResult<Option<Effective>> {
    let owners: Vec<OrganizationId> = path.ids().collect();
    let rows = Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::OwnerId,
            Column::RootOwnerId,
            Column::Version,
            Column::EffectiveFrom,
            Column::AdoptedMeeting,
        ])
        .filter(Column::OwnerId.is_in(owners.iter().map(|id| id.0)))
        .filter(Column::EffectiveFrom.lte(day))
        .order_by(Column::Version, Order::Desc)
        .into_model::<Header>()
        .all(tx.conn())
        .await?;
    let mut owner_path: Option<OrganizationPath> = None;
    let mut nearest = None;
    for owner in owners {
        let here = match &owner_path {
            None => OrganizationPath::root(owner),
            Some(parent) => parent.child(owner),
        };
        if let Some(row) = rows.iter().find(|row| row.owner_id == owner.0) {
            nearest = Some((row, here.clone()));
        }
        owner_path = Some(here);
    }
    let Some((row, owner_path)) = nearest else { return Ok(None) };
    let id = RuleBookId(row.id);
    let book = find(tx, id).await?.ok_or_else(|| StoreError::corrupt(format!("rule book {id} is gone")))?;
    Ok(Some(Effective {
        id,
        owner: OrganizationId(row.root_owner_id.unwrap_or(row.owner_id)),
        adopted_by: OrganizationId(row.owner_id),
        owner_path,
        version: row.version,
        effective_from: row.effective_from,
        meeting: row.adopted_meeting.clone(),
        book,
    }))
}

/// One version, whatever its day.
///
/// # Errors
/// [`StoreError::Corrupt`] when a stored document does not read.
pub async fn find(tx: &Tx, id: RuleBookId) -> StoreResult<Option<Arc<RuleBook>>> {
    if let Some(book) = READ.get(&id.0).await {
        return Ok(Some(book));
    }
    match Entity::find_by_id(id.0).one(tx.conn()).await? {
        Some(row) => compiled(tx, row).await.map(Some),
        None => Ok(None),
    }
}

/// What a row says: its document, put on the version above that it was adopted on. Neither ever
/// changes, so that the book is the same whenever it is read.
fn compiled(tx: &Tx, row: Model) -> BoxFuture<'_, StoreResult<Arc<RuleBook>>> {
    async move {
        let above = match row.base_id {
            None => None,
            Some(base) => find(tx, RuleBookId(base)).await?,
        };
        let unreadable = || StoreError::corrupt(format!("the document of rule book {}", row.id));
        let document = parse_document(&numbered(&row.document)).map_err(|_| unreadable())?;
        let (book, _) = compose(document, above.as_deref());
        let book = Arc::new(book.ok_or_else(unreadable)?);
        READ.insert(row.id, Arc::clone(&book)).await;
        Ok(book)
    }
    .boxed()
}
