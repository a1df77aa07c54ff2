//! Adopted versions of rule books.

use std::sync::{Arc, LazyLock};

use chrono::{DateTime, Utc};
use moka::future::Cache;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use uuid::Uuid;
use xianfeng_domain::ids::{OrganizationId, RuleBookId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::rulebook::RuleBook;
use xianfeng_domain::time::Day;

use super::document::parse;
use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::rule_books::{ActiveModel, Column, Entity, Model};

/// An adopted version never changes, so that it may be kept.
static READ: LazyLock<Cache<Uuid, Arc<RuleBook>>> = LazyLock::new(|| Cache::new(256));

/// An adopted version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// Its id.
    pub id: RuleBookId,
    /// Who adopted it.
    pub owner: OrganizationId,
    /// From 1.
    pub version: i64,
    /// From which day it is in force.
    pub effective_from: Day,
    /// The meeting that adopted it.
    pub meeting: String,
    /// The document.
    pub document: String,
}

/// The version that is in force somewhere on a day.
#[derive(Clone, Debug)]
pub struct Effective {
    /// The version.
    pub id: RuleBookId,
    /// The organization that owns it: totals are kept by owner.
    pub owner: OrganizationId,
    /// The path of the owner.
    pub owner_path: OrganizationPath,
    /// Its number among the owner's versions, from 1.
    pub version: i64,
    /// From which day it is in force.
    pub effective_from: Day,
    /// The meeting that adopted it.
    pub meeting: String,
    /// What it says.
    pub book: Arc<RuleBook>,
}

/// Writes a new version.
///
/// # Errors
/// [`StoreError::Duplicate`] when two adopt at once.
pub async fn adopt(tx: &Tx, adopted: &Adopted, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(adopted.id.0),
        owner_id: ActiveValue::Set(adopted.owner.0),
        version: ActiveValue::Set(adopted.version),
        effective_from: ActiveValue::Set(adopted.effective_from),
        adopted_meeting: ActiveValue::Set(adopted.meeting.clone()),
        document: ActiveValue::Set(adopted.document.clone()),
        created_at: ActiveValue::Set(now.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The version in force for an organization on a day: that of the nearest owner on its path.
///
/// # Errors
/// [`StoreError::Corrupt`] when a stored document does not read.
pub async fn effective(tx: &Tx, path: &OrganizationPath, day: Day) -> StoreResult<Option<Effective>> {
    let owners: Vec<OrganizationId> = path.ids().collect();
    let rows = Entity::find()
        .filter(Column::OwnerId.is_in(owners.iter().map(|id| id.0)))
        .filter(Column::EffectiveFrom.lte(day))
        .order_by(Column::Version, Order::Desc)
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
    let book = read(row).await?;
    Ok(Some(Effective {
        id: RuleBookId(row.id),
        owner: OrganizationId(row.owner_id),
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
        Some(row) => read(&row).await.map(Some),
        None => Ok(None),
    }
}

/// The versions of an owner, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn versions(tx: &Tx, owner: OrganizationId) -> StoreResult<Vec<Adopted>> {
    let rows = Entity::find()
        .filter(Column::OwnerId.eq(owner.0))
        .order_by(Column::Version, Order::Desc)
        .all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Adopted {
            id: RuleBookId(row.id),
            owner: OrganizationId(row.owner_id),
            version: row.version,
            effective_from: row.effective_from,
            meeting: row.adopted_meeting,
            document: row.document,
        })
        .collect())
}

async fn read(row: &Model) -> StoreResult<Arc<RuleBook>> {
    if let Some(book) = READ.get(&row.id).await {
        return Ok(book);
    }
    let book = parse(&row.document)
        .map_err(|faults| StoreError::corrupt(format!("rule book {}: {}", row.id, faults.len())))?;
    let book = Arc::new(book);
    READ.insert(row.id, Arc::clone(&book)).await;
    Ok(book)
}
