//! Writing suggestions. The limits are unique keys: a member's holds one of the member's places while it is open, a
//! villager's one of the organization's places of the day for ever.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::{OrganizationId, PersonId};
use xianfeng_domain::suggestions::{MOST_OPEN, State, Suggestion};
use xianfeng_domain::time::Day;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::suggestions::{ActiveModel, Column, Entity};
use crate::privacy::Vault;
use crate::strangers::{self, Stranger};

/// A free place for a member's suggestion; none where too many are open. Whoever comes in between is caught by the
/// key when the suggestion is written.
///
/// # Errors
/// The database's fault.
pub async fn free_place(tx: &Tx, person: PersonId) -> StoreResult<Option<u8>> {
    let keys = (0..MOST_OPEN).map(|place| open_key(person, place));
    let held: Vec<Option<Vec<u8>>> = Entity::find()
        .select_only()
        .column(Column::ActiveKey)
        .filter(Column::ActiveKey.is_in(keys))
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok((0..MOST_OPEN).find(|place| !held.contains(&Some(open_key(person, *place)))))
}

fn open_key(person: PersonId, place: u8) -> Vec<u8> {
    [person.0.as_bytes().as_slice(), &[place]].concat()
}

/// A free place for a villager's suggestion to an organization; none where the day is full.
///
/// # Errors
/// The database's fault.
pub async fn free_slot(tx: &Tx, organization: OrganizationId, today: Day) -> StoreResult<Option<u8>> {
    let of_the_day = Entity::find().filter(Column::OrganizationId.eq(organization.0)).filter(Column::MadeOn.eq(today));
    strangers::free_slot(tx, of_the_day, Column::DaySlot).await
}

/// Writes a new suggestion: a member's in one of their places, or a villager's.
///
/// # Errors
/// [`StoreError::Race`] when another one took the place meanwhile.
pub async fn insert(
    tx: &Tx,
    vault: &Vault,
    suggestion: &Suggestion,
    place: Option<u8>,
    stranger: Option<Stranger<'_>>,
) -> StoreResult<()> {
    let contact = stranger.as_ref().map(|stranger| stranger.contact);
    let name = contact.and_then(|contact| contact.name.as_deref());
    let phone = contact.and_then(|contact| contact.phone.as_ref());
    let open = suggestion.person.zip(place).map(|(person, place)| open_key(person, place));
    let row = ActiveModel {
        id: ActiveValue::Set(suggestion.id.0),
        organization_id: ActiveValue::Set(suggestion.organization.0),
        organization_path: ActiveValue::Set(suggestion.path.to_string()),
        review_path: ActiveValue::Set(suggestion.review_path.to_string()),
        member_id: ActiveValue::Set(suggestion.member.map(Into::into)),
        person_id: ActiveValue::Set(suggestion.person.map(Into::into)),
        account_id: ActiveValue::Set(suggestion.account.map(Into::into)),
        body: ActiveValue::Set(suggestion.text.clone()),
        name_cipher: ActiveValue::Set(name.map(|name| vault.seal_text(name)).transpose()?),
        phone_cipher: ActiveValue::Set(phone.map(|phone| vault.seal(phone)).transpose()?),
        receipt_hash: ActiveValue::Set(stranger.as_ref().map(|stranger| stranger.receipt_hash.to_vec())),
        made_at: ActiveValue::Set(suggestion.made_at.into()),
        made_on: ActiveValue::Set(suggestion.made_on),
        day_slot: ActiveValue::Set(stranger.as_ref().map(|stranger| stranger.slot.into())),
        state: ActiveValue::Set(suggestion.state.code().to_owned()),
        due_on: ActiveValue::Set(suggestion.due_on),
        taken_by: ActiveValue::Set(None),
        taken_at: ActiveValue::Set(None),
        answer: ActiveValue::Set(None),
        summary: ActiveValue::Set(None),
        in_public: ActiveValue::Set(false),
        decided_by: ActiveValue::Set(None),
        decided_at: ActiveValue::Set(None),
        declaration_id: ActiveValue::Set(None),
        points: ActiveValue::Set(None),
        escalated_at: ActiveValue::Set(None),
        active_key: ActiveValue::Set(open),
        version: ActiveValue::Set(1),
    };
    match Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        Ok(_) => Ok(()),
        Err(StoreError::Duplicate) => Err(StoreError::Race("a place for a suggestion")),
        Err(error) => Err(error),
    }
}

/// Writes what became of a suggestion, if state and version still are what was read; says whether. A decided one
/// gives its author's place free.
///
/// # Errors
/// The database's fault.
pub async fn update(tx: &Tx, was: (State, u64), now: &Suggestion) -> StoreResult<bool> {
    let mut change = Entity::update_many()
        .col_expr(Column::State, Expr::value(now.state.code()))
        .col_expr(Column::DueOn, Expr::value(now.due_on))
        .col_expr(Column::TakenBy, Expr::value(now.taken_by.map(|by| by.0)))
        .col_expr(Column::TakenAt, Expr::value(now.taken_at.map(Moment::from)))
        .col_expr(Column::Answer, Expr::value(now.answer.clone()))
        .col_expr(Column::Summary, Expr::value(now.summary.clone()))
        .col_expr(Column::InPublic, Expr::value(now.in_public))
        .col_expr(Column::DecidedBy, Expr::value(now.decided_by.map(|by| by.0)))
        .col_expr(Column::DecidedAt, Expr::value(now.decided_at.map(Moment::from)))
        .col_expr(Column::DeclarationId, Expr::value(now.declaration.map(|id| id.0)))
        .col_expr(Column::Points, Expr::value(now.points.map(|points| points.hundredths())))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(now.id.0))
        .filter(Column::State.eq(was.0.code()))
        .filter(Column::Version.eq(i64::try_from(was.1).unwrap_or(i64::MAX)));
    if !now.state.is_open() {
        change = change.col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None));
    }
    Ok(change.exec(tx.conn()).await?.rows_affected == 1)
}

/// Hands an overdue suggestion up, if nobody did and it still is open; says whether.
///
/// # Errors
/// The database's fault.
pub async fn escalate(tx: &Tx, suggestion: &Suggestion, now: DateTime<Utc>) -> StoreResult<bool> {
    let escalated = Entity::update_many()
        .col_expr(Column::ReviewPath, Expr::value(suggestion.review_path.to_string()))
        .col_expr(Column::EscalatedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(suggestion.id.0))
        .filter(Column::State.is_in(open_codes()))
        .filter(Column::EscalatedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(escalated.rows_affected == 1)
}

/// The states in which a suggestion waits for an answer.
pub(super) fn open_codes() -> impl Iterator<Item = &'static str> {
    State::ALL.into_iter().filter(|state| state.is_open()).map(State::code)
}

/// Forgets the names and numbers that villagers left with suggestions decided before a moment, a few at a time;
/// answers how many. Suggestions, answers and receipt codes stay.
///
/// # Errors
/// The database's fault.
pub async fn forget_contacts(tx: &Tx, decided_before: DateTime<Utc>, limit: u64) -> StoreResult<u64> {
    let old: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::DecidedAt.lt(Moment::from(decided_before)))
        .filter(Column::NameCipher.is_not_null().or(Column::PhoneCipher.is_not_null()))
        .limit(limit)
        .into_tuple()
        .all(tx.conn())
        .await?;
    if old.is_empty() {
        return Ok(0);
    }
    let change = Entity::update_many()
        .col_expr(Column::NameCipher, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::PhoneCipher, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::Id.is_in(old));
    Ok(change.exec(tx.conn()).await?.rows_affected)
}
