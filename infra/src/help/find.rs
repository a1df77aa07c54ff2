//! Finding cases: within reach, one's own, those that one helps in, and what background work looks for.

use std::collections::HashSet;

use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::help::{HelpCase, Named, Outcome, State};
use xianfeng_domain::ids::{HelpCaseId, MemberId, PersonId, ZeroingId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::Day;

use super::cases::from_row;
use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::help_cases::{Column, Entity};
use crate::reach::within;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct CaseFilter {
    /// Of an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// In this state.
    pub state: Option<State>,
    /// Not those of this person: nobody reads what is proposed about themselves.
    pub not_of: Option<PersonId>,
    /// Proposed before this one (ids sort by time).
    pub before: Option<HelpCaseId>,
    /// At most so many.
    pub limit: u64,
}

/// Cases of the branch at the time, and of the branch that carries them now.
fn reached(reach: &Reach) -> Condition {
    Condition::any().add(within(Column::OrganizationPath, reach)).add(within(Column::CarriedPath, reach))
}

/// One case within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: HelpCaseId) -> StoreResult<Option<HelpCase>> {
    let row = Entity::find_by_id(id.0).filter(reached(reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// A confirmed case of the person themselves: a proposal is nothing yet.
///
/// # Errors
/// The database's fault.
pub async fn find_own(tx: &Tx, person: PersonId, id: HelpCaseId) -> StoreResult<Option<HelpCase>> {
    let own = Entity::find_by_id(id.0).filter(Column::PersonId.eq(person.0)).filter(Column::ConfirmedAt.is_not_null());
    own.one(tx.conn()).await?.map(from_row).transpose()
}

/// An open case that the person helps in: helping ends with it.
///
/// # Errors
/// The database's fault.
pub async fn find_helped(tx: &Tx, helper: PersonId, id: HelpCaseId) -> StoreResult<Option<HelpCase>> {
    let helped =
        Entity::find_by_id(id.0).filter(Column::HelperId.eq(helper.0)).filter(Column::State.eq(State::Open.code()));
    helped.one(tx.conn()).await?.map(from_row).transpose()
}

/// The open cases carried within reach that the person helps in, the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn open_of_helper(tx: &Tx, reach: &Reach, helper: PersonId) -> StoreResult<Vec<HelpCase>> {
    let rows = Entity::find()
        .filter(within(Column::CarriedPath, reach))
        .filter(Column::HelperId.eq(helper.0))
        .filter(Column::State.eq(State::Open.code()))
        .order_by(Column::Id, Order::Asc);
    rows.all(tx.conn()).await?.into_iter().map(from_row).collect()
}

/// One case for the program's own work.
///
/// # Errors
/// The database's fault.
pub async fn find_for_job(tx: &Tx, id: HelpCaseId) -> StoreResult<Option<HelpCase>> {
    Entity::find_by_id(id.0).one(tx.conn()).await?.map(from_row).transpose()
}

/// Cases within reach, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, reach: &Reach, filter: &CaseFilter) -> StoreResult<Vec<HelpCase>> {
    let mut query = Entity::find().filter(reached(reach));
    if let Some(organization) = &filter.organization {
        query = query.filter(reached(&Reach::under(organization.clone())));
    }
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.code()));
    }
    if let Some(person) = filter.not_of {
        query = query.filter(Column::PersonId.ne(person.0));
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// A person's own confirmed cases, and the open ones that they help in; the newest first.
///
/// # Errors
/// The database's fault.
pub async fn of_person(
    tx: &Tx,
    person: PersonId,
    before: Option<HelpCaseId>,
    limit: u64,
) -> StoreResult<Vec<HelpCase>> {
    let own = Condition::all().add(Column::PersonId.eq(person.0)).add(Column::ConfirmedAt.is_not_null());
    let helped = Condition::all().add(Column::HelperId.eq(person.0)).add(Column::State.eq(State::Open.code()));
    let mut query = Entity::find().filter(Condition::any().add(own).add(helped));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// The undecided and open cases of a member, in the order of ids.
///
/// # Errors
/// The database's fault.
pub async fn active_of_member(tx: &Tx, member: MemberId) -> StoreResult<Vec<HelpCase>> {
    let rows = Entity::find()
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::ActiveKey.is_not_null())
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// The undecided proposal that a veto made, if there is one.
///
/// # Errors
/// The database's fault.
pub async fn of_zeroing(tx: &Tx, member: MemberId, zeroing: ZeroingId) -> StoreResult<Option<HelpCase>> {
    let row = Entity::find()
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::ZeroingId.eq(zeroing.0))
        .filter(Column::State.eq(State::Proposed.code()))
        .one(tx.conn())
        .await?;
    row.map(from_row).transpose()
}

/// Open cases whose deadline is to be told on a day or before.
///
/// # Errors
/// The database's fault.
pub async fn due_reminders(tx: &Tx, day: Day, limit: u64) -> StoreResult<Vec<HelpCaseId>> {
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::State.eq(State::Open.code()))
        .filter(Column::RemindOn.lte(day))
        .order_by(Column::RemindOn, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(ids.into_iter().map(HelpCaseId).collect())
}

/// Which of some members a case keeps out of excellence on a day (S0-11): confirmed until then, not
/// ended by then.
///
/// # Errors
/// The database's fault.
pub async fn open_blocks(
    tx: &Tx,
    members: impl IntoIterator<Item = MemberId>,
    day: Day,
) -> StoreResult<HashSet<MemberId>> {
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::MemberId)
        .filter(Column::MemberId.is_in(members.into_iter().map(|member| member.0)))
        .filter(Column::KeepsOut.eq(true))
        .filter(Column::ConfirmedOn.lte(day))
        .filter(Column::EndedOn.is_null().or(Column::EndedOn.gt(day)))
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(ids.into_iter().map(MemberId).collect())
}

/// Who was named within reach at an organization, from a day to a day (S2-11).
///
/// # Errors
/// The database's fault.
pub async fn named(
    tx: &Tx,
    reach: &Reach,
    organization: &OrganizationPath,
    days: (Day, Day),
) -> StoreResult<Vec<Named>> {
    type Row = (Uuid, Option<String>, Option<Day>, Option<String>);
    let rows: Vec<Row> = Entity::find()
        .select_only()
        .column(Column::PersonId)
        .column(Column::Batch)
        .column(Column::ConfirmedOn)
        .column(Column::Outcome)
        .filter(within(Column::OrganizationPath, reach))
        .filter(within(Column::OrganizationPath, &Reach::under(organization.clone())))
        .filter(Column::ConfirmedOn.between(days.0, days.1))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let known = |code: String| Outcome::from_code(&code).ok_or_else(|| StoreError::corrupt("a help case's outcome"));
    let named = rows.into_iter().filter_map(|(person, batch, on, outcome)| Some((person, batch, on?, outcome)));
    named
        .map(|(person, batch, on, outcome)| {
            Ok(Named { person: PersonId(person), batch, on, outcome: outcome.map(known).transpose()? })
        })
        .collect()
}
