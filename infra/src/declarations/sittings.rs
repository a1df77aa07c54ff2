//! Sittings.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter};
use xianfeng_domain::ids::{AccountId, SittingId};
use xianfeng_domain::time::Day;

use crate::db::{StoreResult, Tx};
use crate::entities::sittings::{ActiveModel, Column, Entity};

/// A sitting in which declarations were decided on, such as a party day (S2-3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// Its id.
    pub id: SittingId,
    /// The day.
    pub on: Day,
    /// Where.
    pub place: Option<String>,
    /// What it was.
    pub title: Option<String>,
}

/// Writes a sitting.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, sitting: &Sitting, by: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(sitting.id.0),
        on_day: ActiveValue::Set(sitting.on),
        place: ActiveValue::Set(sitting.place.clone()),
        title: ActiveValue::Set(sitting.title.clone()),
        recorded_by: ActiveValue::Set(by.0),
        recorded_at: ActiveValue::Set(now.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Sittings of declarations that the caller may see.
///
/// # Errors
/// The database's fault.
pub async fn of(tx: &Tx, ids: impl IntoIterator<Item = SittingId>) -> StoreResult<HashMap<SittingId, Sitting>> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.into_iter().map(|id| id.0))).all(tx.conn()).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let id = SittingId(row.id);
            (id, Sitting { id, on: row.on_day, place: row.place, title: row.title })
        })
        .collect())
}
