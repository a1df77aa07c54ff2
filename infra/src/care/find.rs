//! Finding entries: within reach, by whom they are for, by who helps.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use xianfeng_domain::access::Reach;
use xianfeng_domain::care::{Entry, Kind};
use xianfeng_domain::ids::{CareId, MemberId, PersonId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::Day;

use super::entries::{ACTIVE, from_row};
use crate::db::{StoreResult, Tx};
use crate::entities::care_entries::{Column, Entity};
use crate::reach::within;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct EntryFilter {
    /// Of an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// Of a list.
    pub kind: Option<Kind>,
    /// Going on, or ended.
    pub active: Option<bool>,
    /// Not those for this person: nobody reads what is decided about themselves here.
    pub not_for: Option<PersonId>,
    /// Put on record before this one (ids sort by time).
    pub before: Option<CareId>,
    /// At most so many.
    pub limit: u64,
}

/// One entry within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: CareId) -> StoreResult<Option<Entry>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// An entry that goes on and that the person helps with.
///
/// # Errors
/// The database's fault.
pub async fn find_helped(tx: &Tx, helper: PersonId, id: CareId) -> StoreResult<Option<Entry>> {
    let helped = Entity::find_by_id(id.0).filter(Column::HelperPersonId.eq(helper.0)).filter(Column::State.eq(ACTIVE));
    helped.one(tx.conn()).await?.map(from_row).transpose()
}

/// Entries within reach, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, reach: &Reach, filter: &EntryFilter) -> StoreResult<Vec<Entry>> {
    let mut query = Entity::find().filter(within(Column::OrganizationPath, reach));
    if let Some(organization) = &filter.organization {
        query = query.filter(within(Column::OrganizationPath, &Reach::under(organization.clone())));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(Column::Kind.eq(kind.code()));
    }
    match filter.active {
        Some(true) => query = query.filter(Column::State.eq(ACTIVE)),
        Some(false) => query = query.filter(Column::State.ne(ACTIVE)),
        None => {}
    }
    if let Some(person) = filter.not_for {
        query = query.filter(Column::PersonId.ne(person.0));
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// What goes on for a member, the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn active_of_member(tx: &Tx, member: MemberId) -> StoreResult<Vec<Entry>> {
    let active = Entity::find()
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::State.eq(ACTIVE))
        .order_by(Column::Id, Order::Asc);
    active.all(tx.conn()).await?.into_iter().map(from_row).collect()
}

/// What goes on that a member helps with, the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn helped_by(tx: &Tx, helper: MemberId) -> StoreResult<Vec<Entry>> {
    let active = Entity::find()
        .filter(Column::HelperId.eq(helper.0))
        .filter(Column::State.eq(ACTIVE))
        .order_by(Column::Id, Order::Asc);
    active.all(tx.conn()).await?.into_iter().map(from_row).collect()
}

/// What goes on that a person helps with, and the pairings that are for them; the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn helps(tx: &Tx, person: PersonId, after: Option<CareId>, limit: u64) -> StoreResult<Vec<Entry>> {
    let looked_after = Column::PersonId.eq(person.0).and(Column::Kind.eq(Kind::Pairing.code()));
    let mut query = Entity::find()
        .filter(Column::State.eq(ACTIVE))
        .filter(Condition::any().add(Column::HelperPersonId.eq(person.0)).add(looked_after));
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.0));
    }
    let rows = query.order_by(Column::Id, Order::Asc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Entries by their ids, whatever the reach: for the lines of a fund that the caller may see already.
///
/// # Errors
/// The database's fault.
pub async fn by_ids(tx: &Tx, ids: impl IntoIterator<Item = CareId>) -> StoreResult<HashMap<CareId, Entry>> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.into_iter().map(|id| id.0))).all(tx.conn()).await?;
    rows.into_iter().map(|row| from_row(row).map(|entry| (entry.id, entry))).collect()
}

/// The places of a helper that are taken, but for the one in an entry.
///
/// # Errors
/// The database's fault.
pub async fn places_taken(tx: &Tx, helper: PersonId, but: Option<CareId>) -> StoreResult<Vec<u8>> {
    let rows = Entity::find().filter(Column::HelperPersonId.eq(helper.0)).filter(Column::State.eq(ACTIVE));
    let rows = rows.all(tx.conn()).await?;
    let others = rows.into_iter().filter(|row| Some(CareId(row.id)) != but);
    Ok(others.filter_map(|row| row.helper_key.and_then(|key| key.last().copied())).collect())
}

/// What is due to be visited or reviewed by a day, wherever it is: for the program's own work.
///
/// # Errors
/// The database's fault.
pub async fn due(tx: &Tx, today: Day) -> StoreResult<Vec<Entry>> {
    let due = Entity::find()
        .filter(Column::State.eq(ACTIVE))
        .filter(Column::DueOn.lte(today))
        .order_by(Column::Id, Order::Asc);
    due.all(tx.conn()).await?.into_iter().map(from_row).collect()
}
