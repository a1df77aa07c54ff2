//! Which editions were posted. What was superseded before the closing was published never was.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use xianfeng_domain::closings::Closing;
use xianfeng_domain::ids::{ClosingId, EditionId, OrganizationId};
use xianfeng_domain::time::{Day, Period, day_of};

use super::store::{self, Stored};
use crate::closings;
use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::edition_publications::{ActiveModel, Column, Entity, Model};

/// The posting of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The edition.
    pub edition: EditionId,
    /// The township's name then: a notice is headed by it for good.
    pub township_name: String,
    /// The meeting that approved the publication.
    pub approval: String,
    /// When it was posted.
    pub at: DateTime<Utc>,
}

impl Publication {
    /// The day in Asia/Shanghai.
    pub fn day(&self) -> Day {
        day_of(self.at)
    }
}

/// An edition as surfaces show it: with its closing and its posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The edition.
    pub stored: Stored,
    /// The closing that it is of.
    pub closing: Closing,
    /// Its posting; none while it is for the organisation alone.
    pub publication: Option<Publication>,
}

/// Posts an edition.
///
/// # Errors
/// [`StoreError::Duplicate`] when it was posted before.
pub async fn publish(tx: &Tx, closing: ClosingId, publication: &Publication) -> StoreResult<()> {
    let row = ActiveModel {
        edition_id: ActiveValue::Set(publication.edition.0),
        closing_id: ActiveValue::Set(closing.0),
        township_name: ActiveValue::Set(publication.township_name.clone()),
        approval: ActiveValue::Set(publication.approval.clone()),
        published_at: ActiveValue::Set(publication.at.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The postings of a closing's editions, in the order of time.
///
/// # Errors
/// The database's fault.
pub async fn publications(tx: &Tx, closing: ClosingId) -> StoreResult<Vec<Publication>> {
    let rows = Entity::find()
        .filter(Column::ClosingId.eq(closing.0))
        .order_by(Column::PublishedAt, Order::Asc)
        .order_by(Column::EditionId, Order::Asc)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// The latest sealed edition of a township's period, as surfaces show it.
///
/// # Errors
/// The database's fault.
pub async fn shown_of(tx: &Tx, township: OrganizationId, period: Period) -> StoreResult<Option<Shown>> {
    let Some(stored) = store::latest(tx, township, period).await? else { return Ok(None) };
    shown(tx, stored).await.map(Some)
}

/// A sealed edition as surfaces show it.
///
/// # Errors
/// [`StoreError::Corrupt`] when its closing is gone.
pub async fn shown(tx: &Tx, stored: Stored) -> StoreResult<Shown> {
    let closing = closings::find_any(tx, stored.edition.closing).await?;
    let closing = closing.ok_or_else(|| StoreError::corrupt("an edition without its closing"))?;
    let row = Entity::find_by_id(stored.edition.id.0).one(tx.conn()).await?;
    Ok(Shown { stored, closing, publication: row.map(from_row) })
}

fn from_row(row: Model) -> Publication {
    Publication {
        edition: EditionId(row.edition_id),
        township_name: row.township_name,
        approval: row.approval,
        at: row.published_at.into(),
    }
}
