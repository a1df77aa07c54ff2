//! What published cards said, change by change (S1-3).

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::grids::{Card, Grid};
use xianfeng_domain::ids::{AccountId, GridId};
use xianfeng_domain::time::Day;

use super::rows::{lines, names};
use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::grid_cards::{ActiveModel, Column, Entity, Model};

/// A card as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastCard {
    /// The grid's version that it came with.
    pub version: u64,
    /// The grid's name then.
    pub name: String,
    /// What it said.
    pub card: Card,
    /// The day of the change.
    pub updated_on: Day,
    /// Who changed it; none where that is older than the history.
    pub by: Option<AccountId>,
}

/// Keeps what a grid's card says now; what was kept before stays.
///
/// # Errors
/// The database's fault.
pub async fn keep_card(tx: &Tx, grid: &Grid, by: Option<AccountId>, now: DateTime<Utc>) -> StoreResult<()> {
    let card = &grid.card;
    let row = ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        grid_id: ActiveValue::Set(grid.id.0),
        version: ActiveValue::Set(i64::try_from(grid.version).unwrap_or(i64::MAX)),
        name: ActiveValue::Set(grid.name.clone()),
        villages: ActiveValue::Set(lines(&card.villages)),
        officers: ActiveValue::Set(lines(&card.officers)),
        households: ActiveValue::Set(card.households.map(Into::into)),
        people: ActiveValue::Set(card.people.map(Into::into)),
        villager_representatives: ActiveValue::Set(card.villager_representatives.map(Into::into)),
        enterprises: ActiveValue::Set(card.enterprises.map(Into::into)),
        new_residents: ActiveValue::Set(card.new_residents.map(Into::into)),
        updated_on: ActiveValue::Set(grid.updated_on),
        recorded_by: ActiveValue::Set(by.map(Into::into)),
        recorded_at: ActiveValue::Set(now.into()),
    };
    match Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        // Kept before: by the change that made it.
        Ok(_) | Err(StoreError::Duplicate) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Is anything kept of a grid's card?
///
/// # Errors
/// The database's fault.
pub async fn has_history(tx: &Tx, grid: GridId) -> StoreResult<bool> {
    Ok(Entity::find().filter(Column::GridId.eq(grid.0)).one(tx.conn()).await?.is_some())
}

/// The cards of a grid, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn cards(tx: &Tx, grid: GridId, before: Option<u64>, limit: u64) -> StoreResult<Vec<PastCard>> {
    let mut query = Entity::find().filter(Column::GridId.eq(grid.0));
    if let Some(before) = before {
        query = query.filter(Column::Version.lt(i64::try_from(before).unwrap_or(i64::MAX)));
    }
    let rows = query.order_by(Column::Version, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(row: Model) -> StoreResult<PastCard> {
    let corrupt = || StoreError::corrupt(format!("the card {}", row.id));
    let count = |value: Option<i64>| value.map(u32::try_from).transpose().map_err(|_| corrupt());
    Ok(PastCard {
        version: u64::try_from(row.version).map_err(|_| corrupt())?,
        card: Card {
            villages: names(row.villages.as_deref()),
            officers: names(row.officers.as_deref()),
            households: count(row.households)?,
            people: count(row.people)?,
            villager_representatives: count(row.villager_representatives)?,
            enterprises: count(row.enterprises)?,
            new_residents: count(row.new_residents)?,
        },
        updated_on: row.updated_on,
        by: row.recorded_by.map(AccountId),
        name: row.name,
    })
}
