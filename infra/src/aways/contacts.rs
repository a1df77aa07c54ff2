//! The monthly follow-up: written once, never changed; what was said is sealed.

use std::collections::HashMap;

use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::aways::{Contact, Manner};
use xianfeng_domain::ids::{AccountId, AwayId, MemberId};
use xianfeng_domain::time::Day;

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::away_contacts::{ActiveModel, Column, Entity, Model};
use crate::privacy::Vault;

/// A contact with what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The contact.
    pub contact: Contact,
    /// What was said.
    pub said: String,
}

/// Puts a contact on record.
///
/// # Errors
/// The database's fault.
pub async fn insert_contact(tx: &Tx, vault: &Vault, contact: &Contact, said: &str) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(contact.id),
        away_id: ActiveValue::Set(contact.away.0),
        liaison_id: ActiveValue::Set(contact.liaison.map(Into::into)),
        manner: ActiveValue::Set(contact.manner.code().to_owned()),
        on_day: ActiveValue::Set(contact.on),
        said_cipher: ActiveValue::Set(vault.seal_text(said)?),
        recorded_by: ActiveValue::Set(contact.by.0),
        recorded_at: ActiveValue::Set(contact.at.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The latest contacts of a time away that was found already, the newest first.
///
/// # Errors
/// [`StoreError::Corrupt`] when what was said does not open with the key.
pub async fn contacts(tx: &Tx, vault: &Vault, away: AwayId, limit: u64) -> StoreResult<Vec<Said>> {
    let rows = Entity::find()
        .filter(Column::AwayId.eq(away.0))
        .order_by(Column::OnDay, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .limit(limit)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(|row| from_row(vault, row)).collect()
}

/// The days of contact since a day, of each of some times away.
///
/// # Errors
/// The database's fault.
pub async fn contact_days(
    tx: &Tx,
    aways: impl IntoIterator<Item = AwayId>,
    since: Day,
) -> StoreResult<HashMap<AwayId, Vec<Day>>> {
    let rows: Vec<(Uuid, Day)> = Entity::find()
        .select_only()
        .columns([Column::AwayId, Column::OnDay])
        .filter(Column::AwayId.is_in(aways.into_iter().map(|away| away.0)))
        .filter(Column::OnDay.gte(since))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut days: HashMap<AwayId, Vec<Day>> = HashMap::new();
    for (away, day) in rows {
        days.entry(AwayId(away)).or_default().push(day);
    }
    Ok(days)
}

fn from_row(vault: &Vault, row: Model) -> StoreResult<Said> {
    let unknown = || StoreError::corrupt(format!("the manner of contact {}", row.id));
    let contact = Contact {
        id: row.id,
        away: AwayId(row.away_id),
        liaison: row.liaison_id.map(MemberId),
        manner: Manner::from_code(&row.manner).ok_or_else(unknown)?,
        on: row.on_day,
        by: AccountId(row.recorded_by),
        at: row.recorded_at.into(),
    };
    Ok(Said { contact, said: vault.open_text(&row.said_cipher)? })
}
