//! Which version of the privacy guide a person has read.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use xianfeng_domain::ids::PersonId;

use crate::db::{StoreResult, Tx};
use crate::entities::guide_acceptances::{ActiveModel, Column, Entity};

/// Records that a person has read a version; the first time stands, whoever repeats it.
///
/// # Errors
/// The database's fault.
pub async fn accept(tx: &Tx, person: PersonId, version: u32, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        person_id: ActiveValue::Set(person.0),
        version: ActiveValue::Set(version.into()),
        accepted_at: ActiveValue::Set(now.into()),
    };
    let keep = OnConflict::columns([Column::PersonId, Column::Version]).update_column(Column::Version).to_owned();
    Entity::insert(row).on_conflict(keep).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The newest version that a person has read, and when.
///
/// # Errors
/// The database's fault.
pub async fn accepted(tx: &Tx, person: PersonId) -> StoreResult<Option<(u32, DateTime<Utc>)>> {
    let newest = Entity::find().filter(Column::PersonId.eq(person.0)).order_by(Column::Version, Order::Desc);
    let row = newest.one(tx.conn()).await?;
    Ok(row.map(|row| (u32::try_from(row.version).unwrap_or_default(), row.accepted_at.into())))
}
