//! What leaders of grids noted of their work.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::grids::{Grid, Leadership};
use xianfeng_domain::ids::{GridId, PersonId};
use xianfeng_domain::time::Day;

use crate::db::{StoreResult, Tx};
use crate::entities::grid_notes::{ActiveModel, Column, Entity};

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: Uuid,
    /// The grid or micro-grid.
    pub grid: GridId,
    /// Who noted it.
    pub person: PersonId,
    /// The day of the work.
    pub on: Day,
    /// What was done.
    pub what: String,
}

/// Writes a note of who leads a grid.
///
/// # Errors
/// The database's fault.
pub async fn insert_note(
    tx: &Tx,
    note: &Note,
    grid: &Grid,
    leadership: &Leadership,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(note.id),
        grid_id: ActiveValue::Set(note.grid.0),
        organization_path: ActiveValue::Set(grid.path.to_string()),
        leadership_id: ActiveValue::Set(leadership.id.0),
        person_id: ActiveValue::Set(note.person.0),
        done_on: ActiveValue::Set(note.on),
        what: ActiveValue::Set(note.what.clone()),
        noted_at: ActiveValue::Set(now.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The notes of some grids, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn notes(tx: &Tx, grids: &[GridId], before: Option<Uuid>, limit: u64) -> StoreResult<Vec<Note>> {
    let mut query = Entity::find().filter(Column::GridId.is_in(grids.iter().map(|grid| grid.0)));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    let note = |row: crate::entities::grid_notes::Model| Note {
        id: row.id,
        grid: GridId(row.grid_id),
        person: PersonId(row.person_id),
        on: row.done_on,
        what: row.what,
    };
    Ok(rows.into_iter().map(note).collect())
}
