//! Villagers' reports: rows in, domain values out.
//!
//! The limits are unique keys: a report holds one of its account's places while it is open, and
//! one of its organization's places of the day for ever.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, EntryId, MemberId, OrganizationId};
use xianfeng_domain::roster::Phone;
use xianfeng_domain::time::Day;
use xianfeng_domain::villager_reports::{MOST_OPEN, State, VillagerReport};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::villager_reports::{ActiveModel, Column, Entity, Model};
use crate::privacy::Vault;
use crate::reach::within;
use crate::strangers;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct ReportFilter {
    /// In a state.
    pub state: Option<State>,
    /// About the members of an organization.
    pub organization: Option<OrganizationId>,
    /// But not about this member, who is the caller.
    pub not_about: Option<MemberId>,
    /// Received before this one (ids sort by time).
    pub before: Option<Uuid>,
    /// At most so many.
    pub limit: u64,
}

/// The places that a new report takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    open: Vec<u8>,
    day: u8,
}

/// Why there is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPlace {
    /// The account has too many open reports.
    Open,
    /// The organization has had too many today.
    Today,
}

/// Free places for a report of an account about an organization's members on a day. Whoever comes
/// in between is caught by the keys when the report is written.
///
/// # Errors
/// The database's fault.
pub async fn places(
    tx: &Tx,
    account: AccountId,
    organization: OrganizationId,
    today: Day,
) -> StoreResult<Result<Places, NoPlace>> {
    let keys: Vec<Vec<u8>> = (0..MOST_OPEN).map(|place| open_key(account, place)).collect();
    let held: Vec<Option<Vec<u8>>> = Entity::find()
        .select_only()
        .column(Column::ActiveKey)
        .filter(Column::ActiveKey.is_in(keys.iter().cloned()))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let Some(open) = keys.into_iter().find(|key| !held.iter().flatten().any(|held| held == key)) else {
        return Ok(Err(NoPlace::Open));
    };
    let of_the_day =
        Entity::find().filter(Column::OrganizationId.eq(organization.0)).filter(Column::ReceivedOn.eq(today));
    let day = strangers::free_slot(tx, of_the_day, Column::DaySlot).await?;
    Ok(day.map(|day| Places { open, day }).ok_or(NoPlace::Today))
}

fn open_key(account: AccountId, place: u8) -> Vec<u8> {
    [account.0.as_bytes().as_slice(), &[place]].concat()
}

/// Writes a new report; the phone is sealed.
///
/// # Errors
/// [`StoreError::Race`] when another report took one of the places meanwhile.
pub async fn insert(
    tx: &Tx,
    vault: &Vault,
    report: &VillagerReport,
    phone: Option<&Phone>,
    places: &Places,
) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(report.id),
        account_id: ActiveValue::Set(report.reporter.0),
        organization_id: ActiveValue::Set(report.organization.0),
        organization_path: ActiveValue::Set(report.path.to_string()),
        review_path: ActiveValue::Set(report.review_path.to_string()),
        about: ActiveValue::Set(report.about.clone()),
        member_id: ActiveValue::Set(report.member.map(Into::into)),
        branch_id: ActiveValue::Set(report.branch.map(Into::into)),
        what: ActiveValue::Set(report.what.clone()),
        happened_on: ActiveValue::Set(report.happened_on),
        phone_cipher: ActiveValue::Set(phone.map(|phone| vault.seal(phone)).transpose()?),
        received_on: ActiveValue::Set(report.received_on),
        day_slot: ActiveValue::Set(places.day.into()),
        received_at: ActiveValue::Set(report.received_at.into()),
        state: ActiveValue::Set(report.state.code().to_owned()),
        reason: ActiveValue::Set(None),
        item: ActiveValue::Set(None),
        points: ActiveValue::Set(None),
        entry_id: ActiveValue::Set(None),
        weighed_by: ActiveValue::Set(None),
        weighed_at: ActiveValue::Set(None),
        audit_line_id: ActiveValue::Set(None),
        active_key: ActiveValue::Set(Some(places.open.clone())),
        version: ActiveValue::Set(1),
    };
    match Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        Ok(_) => Ok(()),
        Err(StoreError::Duplicate) => Err(StoreError::Race("a place for a villager's report")),
        Err(error) => Err(error),
    }
}

/// Reports that are weighed within reach, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, reach: &Reach, filter: &ReportFilter) -> StoreResult<Vec<VillagerReport>> {
    let mut query = Entity::find().filter(within(Column::ReviewPath, reach));
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.code()));
    }
    if let Some(organization) = filter.organization {
        query = query.filter(Column::OrganizationId.eq(organization.0));
    }
    if let Some(own) = filter.not_about {
        query = query.filter(Column::MemberId.is_null().or(Column::MemberId.ne(own.0)));
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// The reports of an account, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn of_account(
    tx: &Tx,
    account: AccountId,
    before: Option<Uuid>,
    limit: u64,
) -> StoreResult<Vec<VillagerReport>> {
    let mut query = Entity::find().filter(Column::AccountId.eq(account.0));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// One report that is weighed within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: Uuid) -> StoreResult<Option<VillagerReport>> {
    let row = Entity::find_by_id(id).filter(within(Column::ReviewPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// The phone that the reporter left, for who may see it.
///
/// # Errors
/// [`StoreError::Corrupt`] when it was not sealed with this key.
pub async fn phone(tx: &Tx, vault: &Vault, id: Uuid) -> StoreResult<Option<Phone>> {
    let row = Entity::find_by_id(id).one(tx.conn()).await?;
    row.and_then(|row| row.phone_cipher).map(|sealed| vault.open(&sealed)).transpose()
}

/// Founded reports about a branch's members, received until a day, that no quarterly audit took
/// up; the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn founded(tx: &Tx, branch: OrganizationId, until: Day) -> StoreResult<Vec<VillagerReport>> {
    let rows = Entity::find()
        .filter(Column::BranchId.eq(branch.0))
        .filter(Column::State.eq(State::Founded.code()))
        .filter(Column::ReceivedOn.lte(until))
        .filter(Column::AuditLineId.is_null())
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Writes how a report was weighed, if it still is open; says whether. It gives its account's
/// place free.
///
/// # Errors
/// The database's fault.
pub async fn weigh(tx: &Tx, report: &VillagerReport) -> StoreResult<bool> {
    let weighed = Entity::update_many()
        .col_expr(Column::State, Expr::value(report.state.code()))
        .col_expr(Column::BranchId, Expr::value(report.branch.map(|branch| branch.0)))
        .col_expr(Column::MemberId, Expr::value(report.member.map(|member| member.0)))
        .col_expr(Column::Reason, Expr::value(report.reason.clone()))
        .col_expr(Column::Item, Expr::value(report.item.clone()))
        .col_expr(Column::Points, Expr::value(report.points.map(|points| points.hundredths())))
        .col_expr(Column::EntryId, Expr::value(report.entry.map(|entry| entry.0)))
        .col_expr(Column::WeighedBy, Expr::value(report.weighed_by.map(|by| by.0)))
        .col_expr(Column::WeighedAt, Expr::value(report.weighed_at.map(Moment::from)))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(report.id))
        .filter(Column::State.eq(State::Open.code()))
        .exec(tx.conn())
        .await?;
    Ok(weighed.rows_affected == 1)
}

/// Hands an open report up to who may weigh it; says whether it was open.
///
/// # Errors
/// The database's fault.
pub async fn pass_on(tx: &Tx, report: &VillagerReport) -> StoreResult<bool> {
    let passed = Entity::update_many()
        .col_expr(Column::ReviewPath, Expr::value(report.review_path.to_string()))
        .col_expr(Column::MemberId, Expr::value(report.member.map(|member| member.0)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(report.id))
        .filter(Column::State.eq(State::Open.code()))
        .exec(tx.conn())
        .await?;
    Ok(passed.rows_affected == 1)
}

/// Takes a founded report up into a line of a quarterly audit; says whether no other line had it.
///
/// # Errors
/// The database's fault.
pub async fn take(tx: &Tx, id: Uuid, line: Uuid) -> StoreResult<bool> {
    let taken = Entity::update_many()
        .col_expr(Column::AuditLineId, Expr::value(line))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::AuditLineId.is_null())
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}

fn from_row(row: Model) -> StoreResult<VillagerReport> {
    let unknown = |what: &str| StoreError::corrupt(format!("villager's report {}: {what}", row.id));
    Ok(VillagerReport {
        id: row.id,
        reporter: AccountId(row.account_id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        review_path: row.review_path.parse().map_err(|_| unknown("where it is weighed"))?,
        about: row.about,
        member: row.member_id.map(MemberId),
        branch: row.branch_id.map(OrganizationId),
        what: row.what,
        happened_on: row.happened_on,
        received_at: row.received_at.into(),
        received_on: row.received_on,
        state: State::from_code(&row.state).ok_or_else(|| StoreError::corrupt("a villager's report's state"))?,
        reason: row.reason,
        item: row.item,
        points: row.points.map(Into::into),
        entry: row.entry_id.map(EntryId),
        weighed_by: row.weighed_by.map(AccountId),
        weighed_at: row.weighed_at.map(Into::into),
        audit_line: row.audit_line_id,
        version: u64::try_from(row.version).unwrap_or_default(),
    })
}
