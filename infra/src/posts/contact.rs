//! Contact cards (连心卡, S4-7) of who holds a post.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter};
use xianfeng_domain::ids::{HoldingId, MemberId};

use crate::db::{StoreResult, Tx};
use crate::entities::contact_cards::{ActiveModel, Column, Entity};

/// What a holder of a post lets others see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactCard {
    /// The holding.
    pub holding: HoldingId,
    /// Who holds the post.
    pub member: MemberId,
    /// What they promise.
    pub promise: String,
    /// Is the phone number meant to stand on it? Only while the agreement lasts.
    pub shows_phone: bool,
    /// Is there room for a photo on it? Only while the agreement lasts.
    pub shows_photo: bool,
}

/// Writes a card, over the one that was there.
///
/// # Errors
/// The database's fault.
pub async fn write_contact_card(tx: &Tx, card: &ContactCard, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(card.holding.0),
        member_id: ActiveValue::Set(card.member.0),
        promise: ActiveValue::Set(card.promise.clone()),
        shows_phone: ActiveValue::Set(card.shows_phone),
        shows_photo: ActiveValue::Set(card.shows_photo),
        written_at: ActiveValue::Set(now.into()),
    };
    let over = OnConflict::column(Column::Id)
        .update_columns([Column::Promise, Column::ShowsPhone, Column::ShowsPhoto, Column::WrittenAt])
        .to_owned();
    Entity::insert(row).on_conflict(over).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The cards of some holdings.
///
/// # Errors
/// The database's fault.
pub async fn contact_cards(
    tx: &Tx,
    holdings: impl IntoIterator<Item = HoldingId>,
) -> StoreResult<HashMap<HoldingId, ContactCard>> {
    let ids = holdings.into_iter().map(|holding| holding.0);
    let rows = Entity::find().filter(Column::Id.is_in(ids)).all(tx.conn()).await?;
    let card = |row: crate::entities::contact_cards::Model| {
        let card = ContactCard {
            holding: HoldingId(row.id),
            member: MemberId(row.member_id),
            promise: row.promise,
            shows_phone: row.shows_phone,
            shows_photo: row.shows_photo,
        };
        (card.holding, card)
    };
    Ok(rows.into_iter().map(card).collect())
}
