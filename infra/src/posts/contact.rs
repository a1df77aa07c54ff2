//! Contact cards (连心卡, S4-7) of who holds a post.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict, Query, SelectStatement};
use sea_orm::{ActiveValue, ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::consents::Purpose;
use xianfeng_domain::ids::{HoldingId, MemberId};
use xianfeng_domain::posts::HoldingState;
use xianfeng_domain::time::Day;

use crate::db::{StoreResult, Tx};
use crate::entities::contact_cards::{ActiveModel, Column, Entity};
use crate::entities::{consents, files, members, post_holdings};

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
    /// Is a photo meant to stand on it, or the room to paste one? Only while the agreement lasts.
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

/// Lets go of up to `limit` photos of cards that nobody may see any more: the post is not held on `today`, or the
/// holder does not agree any more. The sweep of uploads then forgets them; answers how many were let go.
///
/// # Errors
/// The database's fault.
pub async fn let_go_photos(tx: &Tx, today: Day, limit: u64) -> StoreResult<u64> {
    use files::Column as File;
    let unseen = || Condition::all().add(File::ContactCardId.is_not_null()).add(Expr::exists(seen(today)).not());
    // Read first, so that the update locks the few that it changes; each is asked about once more there.
    let ids: Vec<Uuid> = files::Entity::find()
        .select_only()
        .column(File::Id)
        .filter(unseen())
        .limit(limit)
        .into_tuple()
        .all(tx.conn())
        .await?;
    if ids.is_empty() {
        return Ok(0);
    }
    let gone = files::Entity::update_many()
        .col_expr(File::ContactCardId, Expr::value(None::<Uuid>))
        .filter(File::Id.is_in(ids))
        .filter(unseen())
        .exec(tx.conn())
        .await?;
    Ok(gone.rows_affected)
}

/// The holding behind a file's card, if the post is held on a day and its holder agrees.
fn seen(today: Day) -> SelectStatement {
    use consents::Column as Consent;
    use post_holdings::Column as Holding;
    let holding = |column: Holding| Expr::col((post_holdings::Entity, column));
    let member = |column: members::Column| Expr::col((members::Entity, column));
    let consent = |column: Consent| Expr::col((consents::Entity, column));
    Query::select()
        .column((post_holdings::Entity, Holding::Id))
        .from(post_holdings::Entity)
        .inner_join(members::Entity, member(members::Column::Id).equals((post_holdings::Entity, Holding::MemberId)))
        .inner_join(consents::Entity, consent(Consent::PersonId).equals((members::Entity, members::Column::PersonId)))
        .and_where(holding(Holding::Id).equals((files::Entity, files::Column::ContactCardId)))
        .and_where(holding(Holding::State).eq(HoldingState::Held.code()))
        .and_where(holding(Holding::TermUntil).is_null().or(holding(Holding::TermUntil).gt(today)))
        .and_where(consent(Consent::Purpose).eq(Purpose::ContactCard.code()))
        .and_where(consent(Consent::SubjectId).equals((post_holdings::Entity, Holding::Id)))
        .and_where(consent(Consent::ActiveKey).is_not_null())
        .to_owned()
}
