//! Reading suggestions.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, DeclarationId, MemberId, OrganizationId, PersonId, SuggestionId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::suggestions::{State, Suggestion};
use xianfeng_domain::time::Day;

use super::write::open_codes;
use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::suggestions::{Column, Entity, Model};
use crate::privacy::Vault;
use crate::reach::within;
use crate::strangers::Contact;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct SuggestionFilter {
    /// In a state.
    pub state: Option<State>,
    /// Open, with the last day before this one.
    pub overdue_on: Option<Day>,
    /// But not by this person, who is the caller.
    pub not_by: Option<PersonId>,
    /// Made before this one (ids sort by time).
    pub before: Option<Uuid>,
    /// At most so many.
    pub limit: u64,
}

/// What is handled within reach, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, reach: &Reach, filter: &SuggestionFilter) -> StoreResult<Vec<Suggestion>> {
    let mut query = Entity::find().filter(within(Column::ReviewPath, reach));
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.code()));
    }
    if let Some(day) = filter.overdue_on {
        query = query.filter(Column::State.is_in(open_codes())).filter(Column::DueOn.lt(day));
    }
    if let Some(own) = filter.not_by {
        query = query.filter(Column::PersonId.is_null().or(Column::PersonId.ne(own.0)));
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// One that is handled within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: SuggestionId) -> StoreResult<Option<Suggestion>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::ReviewPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// A person's own, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn of_person(tx: &Tx, person: PersonId, before: Option<Uuid>, limit: u64) -> StoreResult<Vec<Suggestion>> {
    let mut query = Entity::find().filter(Column::PersonId.eq(person.0));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// A villager's, by the hash of its receipt code.
///
/// # Errors
/// The database's fault.
pub async fn by_receipt(tx: &Tx, hash: &[u8; 32]) -> StoreResult<Option<Suggestion>> {
    let row = Entity::find().filter(Column::ReceiptHash.eq(hash.to_vec())).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// What a villager left of themselves, for who may see it.
///
/// # Errors
/// [`StoreError::Corrupt`] when it was not sealed with this key.
pub async fn contact(tx: &Tx, vault: &Vault, id: SuggestionId) -> StoreResult<Contact> {
    let Some(row) = Entity::find_by_id(id.0).one(tx.conn()).await? else { return Ok(Contact::default()) };
    Ok(Contact {
        name: row.name_cipher.map(|sealed| vault.open_text(&sealed)).transpose()?,
        phone: row.phone_cipher.map(|sealed| vault.open(&sealed)).transpose()?,
    })
}

fn in_public(path: &OrganizationPath) -> Condition {
    Condition::all()
        .add(Column::OrganizationId.is_in(path.ids().map(|id| id.0)))
        .add(Column::InPublic.eq(true))
        .add(Column::DecidedAt.is_not_null())
}

/// The decided ones of an organization and those above it that are for everybody, the last decided first, after a
/// place. What content safety has passed, the caller asks.
///
/// # Errors
/// The database's fault.
pub async fn page_in_public(
    tx: &Tx,
    path: &OrganizationPath,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: u64,
) -> StoreResult<Vec<Suggestion>> {
    let mut query = Entity::find().filter(in_public(path));
    if let Some((at, id)) = after {
        let at = Moment::from(at);
        let same = Condition::all().add(Column::DecidedAt.eq(at)).add(Column::Id.lt(id));
        query = query.filter(Condition::any().add(Column::DecidedAt.lt(at)).add(same));
    }
    let ordered = query.order_by(Column::DecidedAt, Order::Desc).order_by(Column::Id, Order::Desc);
    ordered.limit(limit).all(tx.conn()).await?.into_iter().map(from_row).collect()
}

/// Open ones whose last day lies between two days, both included, and that nobody handed up: at most `limit` behind
/// `after`, in the order of their ids.
///
/// # Errors
/// The database's fault.
pub async fn due_soon(
    tx: &Tx,
    (from, to): (Day, Day),
    after: Option<SuggestionId>,
    limit: u64,
) -> StoreResult<Vec<Suggestion>> {
    let mut query = Entity::find()
        .filter(Column::State.is_in(open_codes()))
        .filter(Column::DueOn.gte(from))
        .filter(Column::DueOn.lte(to))
        .filter(Column::EscalatedAt.is_null());
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.0));
    }
    let rows = query.order_by(Column::Id, Order::Asc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// A few open ones whose last day is over and that nobody handed up.
///
/// # Errors
/// The database's fault.
pub async fn overdue(tx: &Tx, today: Day, limit: u64) -> StoreResult<Vec<Suggestion>> {
    let query = Entity::find()
        .filter(Column::State.is_in(open_codes()))
        .filter(Column::DueOn.lt(today))
        .filter(Column::EscalatedAt.is_null());
    let rows = query.order_by(Column::Id, Order::Asc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(row: Model) -> StoreResult<Suggestion> {
    let unknown = |what: &str| StoreError::corrupt(format!("suggestion {}: {what}", row.id));
    Ok(Suggestion {
        id: SuggestionId(row.id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        review_path: row.review_path.parse().map_err(|_| unknown("where it is handled"))?,
        member: row.member_id.map(MemberId),
        person: row.person_id.map(PersonId),
        account: row.account_id.map(AccountId),
        made_at: row.made_at.into(),
        made_on: row.made_on,
        state: State::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        due_on: row.due_on,
        taken_by: row.taken_by.map(PersonId),
        taken_at: row.taken_at.map(Into::into),
        in_public: row.in_public,
        decided_by: row.decided_by.map(PersonId),
        decided_at: row.decided_at.map(Into::into),
        declaration: row.declaration_id.map(DeclarationId),
        points: row.points.map(Into::into),
        escalated_at: row.escalated_at.map(Into::into),
        version: u64::try_from(row.version).unwrap_or_default(),
        text: row.body,
        answer: row.answer,
        summary: row.summary,
    })
}
