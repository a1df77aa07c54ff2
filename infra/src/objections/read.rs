//! Reading objections.

use sea_orm::{ColumnTrait, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, ClosingId, EditionId, EntryId, MemberId, ObjectionId, OrganizationId, PersonId};
use xianfeng_domain::objections::{Ground, Objection, State};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::objections::{Column, Entity, Model};
use crate::reach::within;

/// What to list.
#[derive(Clone, Debug)]
pub struct ObjectionFilter {
    /// In a state.
    pub state: Option<State>,
    /// About the members of a branch, or of the branches under an organization.
    pub under: Option<Reach>,
    /// Neither about this person nor made by them, who is the caller.
    pub not_of: PersonId,
    /// Made before this one (ids sort by time).
    pub before: Option<Uuid>,
    /// At most so many.
    pub limit: u64,
}

/// Objections that are decided within reach, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, reach: &Reach, filter: &ObjectionFilter) -> StoreResult<Vec<Objection>> {
    let own = filter.not_of.0;
    let mut query = Entity::find()
        .filter(within(Column::ReviewPath, reach))
        .filter(Column::PersonId.ne(own))
        .filter(sea_orm::Condition::any().add(Column::ObjectorId.is_null()).add(Column::ObjectorId.ne(own)));
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.code()));
    }
    if let Some(under) = &filter.under {
        query = query.filter(within(Column::BranchPath, under));
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// An objection that is decided within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: ObjectionId) -> StoreResult<Option<Objection>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::ReviewPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// An objection that a person made.
///
/// # Errors
/// The database's fault.
pub async fn own(tx: &Tx, objector: PersonId, id: ObjectionId) -> StoreResult<Option<Objection>> {
    let row = Entity::find_by_id(id.0).filter(Column::ObjectorId.eq(objector.0)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// The objections that a person made, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn of_objector(tx: &Tx, objector: PersonId, before: Option<Uuid>, limit: u64) -> StoreResult<Vec<Objection>> {
    let mut query = Entity::find().filter(Column::ObjectorId.eq(objector.0));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// The stranger's objection with a receipt code, by the code's keyed hash.
///
/// # Errors
/// The database's fault.
pub async fn by_receipt(tx: &Tx, hash: &[u8; 32]) -> StoreResult<Option<Objection>> {
    let row = Entity::find().filter(Column::ReceiptHash.eq(hash.to_vec())).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// How many objections of a closing wait for a person.
///
/// # Errors
/// The database's fault.
pub async fn undecided(tx: &Tx, closing: ClosingId) -> StoreResult<u64> {
    let open = State::ALL.iter().filter(|state| state.is_open()).map(|state| state.code());
    let query = Entity::find().filter(Column::ClosingId.eq(closing.0)).filter(Column::State.is_in(open));
    Ok(query.count(tx.conn()).await?)
}

/// The decided objections of a closing that are against a row of a public list, the first decided
/// first.
///
/// # Errors
/// The database's fault.
pub async fn answers(tx: &Tx, closing: ClosingId) -> StoreResult<Vec<Objection>> {
    let answered = State::ALL.iter().filter(|state| state.is_answered()).map(|state| state.code());
    let rows = Entity::find()
        .filter(Column::ClosingId.eq(closing.0))
        .filter(Column::State.is_in(answered))
        .filter(Column::RowNumber.is_not_null())
        .order_by(Column::DecidedAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(row: Model) -> StoreResult<Objection> {
    let unknown = |what: &str| StoreError::corrupt(format!("objection {}: {what}", row.id));
    let number = |number: i64| u32::try_from(number).map_err(|_| unknown("a number"));
    let ground = |code: &String| Ground::from_code(code).ok_or_else(|| unknown("why it was set aside"));
    Ok(Objection {
        id: ObjectionId(row.id),
        closing: ClosingId(row.closing_id),
        period: row.period.parse().map_err(|_| unknown("its period"))?,
        edition: EditionId(row.edition_id),
        edition_number: number(row.edition_number)?,
        organization: OrganizationId(row.organization_id),
        row: row.row_number.map(number).transpose()?,
        member: MemberId(row.member_id),
        person: PersonId(row.person_id),
        path: row.branch_path.parse().map_err(|_| unknown("its branch's path"))?,
        review_path: row.review_path.parse().map_err(|_| unknown("where it is decided"))?,
        entry: row.entry_id.map(EntryId),
        objector: row.objector_id.map(PersonId),
        made_at: row.made_at.into(),
        made_on: row.made_on,
        state: State::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        ground: row.ground.as_ref().map(ground).transpose()?,
        edition_made: row.edition_made.map(number).transpose()?,
        decided_by: row.decided_by.map(AccountId),
        decided_at: row.decided_at.map(Into::into),
        version: u64::try_from(row.version).map_err(|_| unknown("its version"))?,
        text: row.body,
        answer: row.answer,
        reason: row.reason,
    })
}
