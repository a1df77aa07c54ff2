//! Who may act for whom.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use xianfeng_domain::access::Reach;
use xianfeng_domain::assistance::{Assistance, Ending};
use xianfeng_domain::consents::{How, Purpose};
use xianfeng_domain::ids::{AccountId, AssistanceId, ConsentId, MemberId, PersonId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::Day;

use crate::consents;
use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::assistances::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// What only one live row may hold: this helper for this member.
fn active_key(person: PersonId, helper: PersonId) -> Vec<u8> {
    [person.0.as_bytes().as_slice(), helper.0.as_bytes()].concat()
}

/// What only one live row may hold: one of the helper's places.
fn helper_key(helper: PersonId, place: u32) -> Vec<u8> {
    [helper.0.as_bytes().as_slice(), &place.to_be_bytes()].concat()
}

/// Writes a new one; the consent is written beside it.
///
/// # Errors
/// [`StoreError::Duplicate`] when the helper acts for the member already, or the place is taken.
pub async fn insert(tx: &Tx, new: &Assistance, by: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(new.id.0),
        member_id: ActiveValue::Set(new.member.0),
        person_id: ActiveValue::Set(new.person.0),
        helper_id: ActiveValue::Set(new.helper.0),
        organization_path: ActiveValue::Set(new.path.to_string()),
        consent_id: ActiveValue::Set(new.consent.0),
        how: ActiveValue::Set(new.how.code().to_owned()),
        until_day: ActiveValue::Set(new.until),
        recorded_by: ActiveValue::Set(by.0),
        recorded_at: ActiveValue::Set(now.into()),
        place: ActiveValue::Set(new.place.into()),
        acted_at: ActiveValue::Set(None),
        ended_at: ActiveValue::Set(None),
        ended_by: ActiveValue::Set(None),
        end_reason: ActiveValue::Set(None),
        helper_key: ActiveValue::Set(Some(helper_key(new.helper, new.place))),
        active_key: ActiveValue::Set(Some(active_key(new.person, new.helper))),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One of them, whoever may see it: the caller decides.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, id: AssistanceId) -> StoreResult<Option<Assistance>> {
    Entity::find_by_id(id.0).one(tx.conn()).await?.map(from_row).transpose()
}

/// The right of a helper to act for a member on a day: recorded, not ended, and the consent stands.
///
/// # Errors
/// The database's fault.
pub async fn good(tx: &Tx, helper: PersonId, member: MemberId, day: Day) -> StoreResult<Option<Assistance>> {
    let row = Entity::find()
        .filter(Column::HelperId.eq(helper.0))
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::ActiveKey.is_not_null())
        .filter(Column::UntilDay.gte(day))
        .one(tx.conn())
        .await?;
    let Some(found) = row.map(from_row).transpose()? else { return Ok(None) };
    Ok(stands(tx, &found).await?.then_some(found))
}

/// Does the consent stand? The member may have withdrawn it elsewhere.
///
/// # Errors
/// The database's fault.
pub async fn stands(tx: &Tx, of: &Assistance) -> StoreResult<bool> {
    let consent = consents::active(tx, of.person, Purpose::Assistance, Some(of.helper.0)).await?;
    Ok(consent.is_some_and(|consent| consent.id == of.consent))
}

/// Holds a right for the transaction that acts under it: whoever ends it at the same moment waits for this
/// transaction, or this one finds it ended. Says whether it stands.
///
/// # Errors
/// The database's fault.
pub async fn hold(tx: &Tx, id: AssistanceId, day: Day, now: DateTime<Utc>) -> StoreResult<bool> {
    let held = Entity::update_many()
        .col_expr(Column::ActedAt, Expr::value(Moment::from(now)))
        .filter(Column::Id.eq(id.0))
        .filter(Column::ActiveKey.is_not_null())
        .filter(Column::UntilDay.gte(day))
        .exec(tx.conn())
        .await?;
    if held.rows_affected != 1 {
        return Ok(false);
    }
    match find(tx, id).await? {
        Some(found) => stands(tx, &found).await,
        None => Ok(false),
    }
}

/// Ends one, with its consent; says whether it was not ended yet.
///
/// # Errors
/// The database's fault.
pub async fn end(
    tx: &Tx,
    of: &Assistance,
    ending: Ending,
    by: (AccountId, Option<PersonId>),
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let ended = Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::EndedBy, Expr::value(by.1.map(|person| person.0)))
        .col_expr(Column::EndReason, Expr::value(ending.code()))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::HelperKey, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::Id.eq(of.id.0))
        .filter(Column::ActiveKey.is_not_null())
        .exec(tx.conn())
        .await?;
    if ended.rows_affected != 1 {
        return Ok(false);
    }
    consents::withdraw(tx, of.consent, by.0, now).await?;
    Ok(true)
}

/// Those that a helper acts under and that are not ended, the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn of_helper(tx: &Tx, helper: PersonId) -> StoreResult<Vec<Assistance>> {
    listed(tx, Entity::find().filter(Column::HelperId.eq(helper.0)).filter(Column::ActiveKey.is_not_null())).await
}

/// Those under which somebody acts for a person and that are not ended, the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn of_person(tx: &Tx, person: PersonId) -> StoreResult<Vec<Assistance>> {
    listed(tx, Entity::find().filter(Column::PersonId.eq(person.0)).filter(Column::ActiveKey.is_not_null())).await
}

/// Some that are not ended, behind `after` in the order of their ids: for the job that keeps them true.
///
/// # Errors
/// The database's fault.
pub async fn live(tx: &Tx, after: Option<AssistanceId>, limit: u64) -> StoreResult<Vec<Assistance>> {
    let mut query = Entity::find().filter(Column::ActiveKey.is_not_null());
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.0));
    }
    listed(tx, query.limit(limit)).await
}

/// Those within reach, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    reach: &Reach,
    ended: bool,
    before: Option<AssistanceId>,
    limit: u64,
) -> StoreResult<Vec<Assistance>> {
    let mut query = Entity::find().filter(within(Column::OrganizationPath, reach));
    if !ended {
        query = query.filter(Column::ActiveKey.is_not_null());
    }
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Writes the branch to which the member has moved.
///
/// # Errors
/// The database's fault.
pub async fn track(tx: &Tx, id: AssistanceId, path: &OrganizationPath) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::OrganizationPath, Expr::value(path.to_string()))
        .filter(Column::Id.eq(id.0))
        .filter(Column::ActiveKey.is_not_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}

async fn listed(tx: &Tx, select: sea_orm::Select<Entity>) -> StoreResult<Vec<Assistance>> {
    let rows = select.order_by(Column::Id, Order::Asc).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(row: Model) -> StoreResult<Assistance> {
    let unknown = |what: &str| StoreError::corrupt(format!("assistance {}: {what}", row.id));
    let ended = row.end_reason.as_deref().map(|code| Ending::from_code(code).ok_or_else(|| unknown("its end")));
    Ok(Assistance {
        id: AssistanceId(row.id),
        member: MemberId(row.member_id),
        person: PersonId(row.person_id),
        helper: PersonId(row.helper_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        consent: ConsentId(row.consent_id),
        how: How::from_code(&row.how).ok_or_else(|| unknown("how it was given"))?,
        until: row.until_day,
        place: u32::try_from(row.place).map_err(|_| unknown("its place"))?,
        ended: ended.transpose()?,
    })
}
