//! Adopted versions of rule books and layers: written once, never changed.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue, ColumnTrait, EntityTrait, FromQueryResult, Order, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;
use xianfeng_domain::ids::{OrganizationId, RuleBookId};
use xianfeng_domain::time::Day;

use crate::db::{Moment, StoreResult, Tx};
use crate::entities::rule_books::{ActiveModel, Column, Entity};

const BOOK: &str = "book";
const LAYER: &str = "layer";

/// A whole book to adopt without the life cycle: by the command line, for a new installation.
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

/// An adopted version, without its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its id.
    pub id: RuleBookId,
    /// Who adopted it.
    pub adopted_by: OrganizationId,
    /// Its number among the versions of who adopted it, from 1.
    pub number: i64,
    /// From which day it is in force.
    pub effective_from: Day,
    /// The meeting that adopted it.
    pub meeting: String,
    /// Who signed the adoption.
    pub signatory: Option<String>,
    /// The version above that a layer was put on; none for a whole book.
    pub base: Option<RuleBookId>,
    /// By whom totals are kept: the owner of the whole book at the bottom.
    pub root: OrganizationId,
    /// Made by the machine when the version above changed.
    pub recomposed: bool,
    /// When it was adopted.
    pub adopted_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    owner_id: Uuid,
    version: i64,
    effective_from: Day,
    adopted_meeting: String,
    signatory: Option<String>,
    base_id: Option<Uuid>,
    root_owner_id: Option<Uuid>,
    recomposed: bool,
    created_at: Moment,
}

impl From<Row> for Version {
    fn from(row: Row) -> Self {
        Self {
            id: RuleBookId(row.id),
            adopted_by: OrganizationId(row.owner_id),
            number: row.version,
            effective_from: row.effective_from,
            meeting: row.adopted_meeting,
            signatory: row.signatory,
            base: row.base_id.map(RuleBookId),
            root: OrganizationId(row.root_owner_id.unwrap_or(row.owner_id)),
            recomposed: row.recomposed,
            adopted_at: row.created_at.into(),
        }
    }
}

fn without_document() -> Select<Entity> {
    Entity::find().select_only().columns([
        Column::Id,
        Column::OwnerId,
        Column::Version,
        Column::EffectiveFrom,
        Column::AdoptedMeeting,
        Column::Signatory,
        Column::BaseId,
        Column::RootOwnerId,
        Column::Recomposed,
        Column::CreatedAt,
    ])
}

/// Writes a new version of a whole book.
///
/// # Errors
/// [`StoreError::Duplicate`](crate::db::StoreError::Duplicate) when two adopt at once.
pub async fn adopt(tx: &Tx, adopted: &Adopted, now: DateTime<Utc>) -> StoreResult<()> {
    let version = Version {
        id: adopted.id,
        adopted_by: adopted.owner,
        number: adopted.version,
        effective_from: adopted.effective_from,
        meeting: adopted.meeting.clone(),
        signatory: None,
        base: None,
        root: adopted.owner,
        recomposed: false,
        adopted_at: now,
    };
    insert(tx, &version, adopted.document.clone()).await
}

/// Writes a new version with its document: a whole book, or the layer as it was adopted.
///
/// # Errors
/// [`StoreError::Duplicate`](crate::db::StoreError::Duplicate) when two adopt at once.
pub async fn insert(tx: &Tx, version: &Version, document: String) -> StoreResult<()> {
    let kind = if version.base.is_some() { LAYER } else { BOOK };
    let row = ActiveModel {
        id: ActiveValue::Set(version.id.0),
        owner_id: ActiveValue::Set(version.adopted_by.0),
        version: ActiveValue::Set(version.number),
        effective_from: ActiveValue::Set(version.effective_from),
        adopted_meeting: ActiveValue::Set(version.meeting.clone()),
        document: ActiveValue::Set(document),
        created_at: ActiveValue::Set(version.adopted_at.into()),
        kind: ActiveValue::Set(Some(kind.to_owned())),
        base_id: ActiveValue::Set(version.base.map(Into::into)),
        root_owner_id: ActiveValue::Set(Some(version.root.0)),
        signatory: ActiveValue::Set(version.signatory.clone()),
        recomposed: ActiveValue::Set(version.recomposed),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The versions of who adopted them, the newest first; all of some organizations at once.
///
/// # Errors
/// The database's fault.
pub async fn versions(tx: &Tx, of: impl IntoIterator<Item = OrganizationId>) -> StoreResult<Vec<Version>> {
    let rows = without_document()
        .filter(Column::OwnerId.is_in(of.into_iter().map(|owner| owner.0)))
        .order_by(Column::Version, Order::Desc)
        .into_model::<Row>()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// One version, whoever adopted it.
///
/// # Errors
/// The database's fault.
pub async fn version(tx: &Tx, id: RuleBookId) -> StoreResult<Option<Version>> {
    Ok(without_document().filter(Column::Id.eq(id.0)).into_model::<Row>().one(tx.conn()).await?.map(Into::into))
}

/// The document of a version, as it was adopted.
///
/// # Errors
/// The database's fault.
pub async fn text(tx: &Tx, id: RuleBookId) -> StoreResult<Option<String>> {
    let found: Option<String> =
        Entity::find_by_id(id.0).select_only().column(Column::Document).into_tuple().one(tx.conn()).await?;
    Ok(found)
}
