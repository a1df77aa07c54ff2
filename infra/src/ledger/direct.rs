//! What a committee entered itself: one row a decision, whoever it is about.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue, EntityTrait};
use uuid::Uuid;
use xianfeng_domain::ids::AccountId;
use xianfeng_domain::time::Day;
use xianfeng_domain::{Points, Quantity};

use crate::db::{StoreResult, Tx};
use crate::entities::direct_entries::{ActiveModel, Entity};

/// A decision that the entries name as their source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectEntry {
    /// Its id.
    pub id: Uuid,
    /// The rule-book item.
    pub item: String,
    /// What one unit is worth, where somebody had to say so.
    pub points: Option<Points>,
    /// How much was done, by each.
    pub quantity: Option<Quantity>,
    /// The day of the deed.
    pub done_on: Day,
    /// What was done.
    pub what: String,
    /// Why it was decided so.
    pub reason: Option<String>,
    /// The meeting that decided it.
    pub meeting: Option<String>,
    /// Who entered it.
    pub recorded_by: AccountId,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// Writes a decision.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, direct: &DirectEntry) -> StoreResult<()> {
    let quantity = direct.quantity.as_ref();
    let row = ActiveModel {
        id: ActiveValue::Set(direct.id),
        item_code: ActiveValue::Set(direct.item.clone()),
        points: ActiveValue::Set(direct.points.map(Into::into)),
        quantity: ActiveValue::Set(quantity.map(|quantity| Points::from_hundredths(quantity.hundredths()).into())),
        unit: ActiveValue::Set(quantity.map(|quantity| quantity.unit().to_owned())),
        done_on: ActiveValue::Set(direct.done_on),
        what: ActiveValue::Set(direct.what.clone()),
        reason: ActiveValue::Set(direct.reason.clone()),
        meeting: ActiveValue::Set(direct.meeting.clone()),
        recorded_by: ActiveValue::Set(direct.recorded_by.0),
        recorded_at: ActiveValue::Set(direct.recorded_at.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}
