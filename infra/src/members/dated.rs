//! Writing members and their dated memberships.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, MemberId, OrganizationId, PersonId};
use xianfeng_domain::members::Leaving;
use xianfeng_domain::time::Day;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::{members, memberships};
use crate::{closings, ledger, outbox};

/// A branch and category from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The branch.
    pub branch: OrganizationId,
    /// The category's code.
    pub category: String,
    /// Exempt (S2-7)?
    pub exempt: bool,
    /// From this day on.
    pub from: Day,
    /// Why, for a change.
    pub reason: Option<String>,
    /// Who recorded it; nobody for an import by the command line.
    pub recorded_by: Option<AccountId>,
    /// The meeting that approved a change (S4-1), where one did.
    pub meeting: Option<String>,
}

/// Writes a new member with the first membership and the ledger head.
///
/// # Errors
/// The database's fault.
#[expect(clippy::too_many_arguments, reason = "each is one column of the row")]
pub async fn insert(
    tx: &Tx,
    id: MemberId,
    person: PersonId,
    township: OrganizationId,
    joined_on: Day,
    probationary: bool,
    roster_order: i64,
    first: &Membership,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let row = members::ActiveModel {
        id: ActiveValue::Set(id.0),
        person_id: ActiveValue::Set(person.0),
        township_id: ActiveValue::Set(township.0),
        joined_on: ActiveValue::Set(joined_on),
        probationary: ActiveValue::Set(probationary),
        roster_order: ActiveValue::Set(roster_order),
        left_on: ActiveValue::Set(None),
        left_kind: ActiveValue::Set(None),
        left_reason: ActiveValue::Set(None),
        version: ActiveValue::Set(1),
        created_at: ActiveValue::Set(now.into()),
    };
    members::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    // Whoever comes after a closing has begun is not on its edition: the township's turn is taken by both.
    ledger::create(tx, id, closings::through(tx, township).await?).await?;
    open(tx, id, first, now).await?;
    outbox::put(tx, outbox::Topic::BoardMember, id.0, now).await
}

async fn open(tx: &Tx, member: MemberId, membership: &Membership, now: DateTime<Utc>) -> StoreResult<()> {
    let row = memberships::ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        member_id: ActiveValue::Set(member.0),
        branch_id: ActiveValue::Set(membership.branch.0),
        category: ActiveValue::Set(membership.category.clone()),
        exempt: ActiveValue::Set(membership.exempt),
        from_day: ActiveValue::Set(membership.from),
        to_day: ActiveValue::Set(None),
        reason: ActiveValue::Set(membership.reason.clone()),
        recorded_by: ActiveValue::Set(membership.recorded_by.map(Into::into)),
        recorded_at: ActiveValue::Set(now.into()),
        meeting: ActiveValue::Set(membership.meeting.clone()),
    };
    memberships::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Ends the open membership and opens the next (a transfer, another category, an exemption).
/// Takes the member's turn first, so that boards and ledger see one order of things.
///
/// # Errors
/// [`StoreError::Race`] when the open membership is not the one from `since` any more.
pub async fn move_to(tx: &Tx, member: MemberId, since: Day, next: &Membership, now: DateTime<Utc>) -> StoreResult<()> {
    use memberships::Column;
    ledger::lock(tx, member).await?;
    let current = memberships::Entity::update_many()
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::FromDay.eq(since))
        .filter(Column::ToDay.is_null());
    // Two changes on one day: the later one is that day's.
    let changed = if since == next.from {
        current
            .col_expr(Column::BranchId, Expr::value(next.branch.0))
            .col_expr(Column::Category, Expr::value(next.category.clone()))
            .col_expr(Column::Exempt, Expr::value(next.exempt))
            .col_expr(Column::Reason, Expr::value(next.reason.clone()))
            .col_expr(Column::RecordedBy, Expr::value(next.recorded_by.map(|by| by.0)))
            .col_expr(Column::RecordedAt, Expr::value(Moment::from(now)))
            .col_expr(Column::Meeting, Expr::value(next.meeting.clone()))
    } else {
        current.col_expr(Column::ToDay, Expr::value(next.from))
    }
    .exec(tx.conn())
    .await?;
    if changed.rows_affected != 1 {
        return Err(StoreError::Race("a membership"));
    }
    if since != next.from {
        open(tx, member, next, now).await?;
    }
    ledger::touch_board(tx, member).await?;
    outbox::put(tx, outbox::Topic::BoardMember, member.0, now).await
}

/// Ends a membership: `left_on` is the first day on which it is over.
///
/// # Errors
/// [`StoreError::Race`] when the member had left already.
pub async fn leave(
    tx: &Tx,
    member: MemberId,
    left_on: Day,
    kind: Leaving,
    reason: &str,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    ledger::lock(tx, member).await?;
    let left = members::Entity::update_many()
        .col_expr(members::Column::LeftOn, Expr::value(left_on))
        .col_expr(members::Column::LeftKind, Expr::value(kind.code()))
        .col_expr(members::Column::LeftReason, Expr::value(reason))
        .col_expr(members::Column::Version, Expr::col(members::Column::Version).add(1))
        .filter(members::Column::Id.eq(member.0))
        .filter(members::Column::LeftOn.is_null())
        .exec(tx.conn())
        .await?;
    if left.rows_affected != 1 {
        return Err(StoreError::Race("a membership"));
    }
    memberships::Entity::update_many()
        .col_expr(memberships::Column::ToDay, Expr::value(left_on))
        .filter(memberships::Column::MemberId.eq(member.0))
        .filter(memberships::Column::ToDay.is_null())
        .exec(tx.conn())
        .await?;
    ledger::touch_board(tx, member).await?;
    outbox::put(tx, outbox::Topic::BoardMember, member.0, now).await
}

/// Writes the date joined and whether probationary, if the version still is what the change was
/// made on; says whether.
///
/// # Errors
/// The database's fault.
pub async fn update_joined(
    tx: &Tx,
    member: MemberId,
    joined_on: Day,
    probationary: bool,
    version: u64,
) -> StoreResult<bool> {
    use members::Column;
    let updated = members::Entity::update_many()
        .col_expr(Column::JoinedOn, Expr::value(joined_on))
        .col_expr(Column::Probationary, Expr::value(probationary))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(member.0))
        .filter(Column::Version.eq(i64::try_from(version).unwrap_or(i64::MAX)))
        .exec(tx.conn())
        .await?;
    Ok(updated.rows_affected == 1)
}

/// The person behind a member, wherever and whenever they belonged.
///
/// # Errors
/// The database's fault.
pub async fn person_of(tx: &Tx, id: MemberId) -> StoreResult<Option<PersonId>> {
    Ok(members::Entity::find_by_id(id.0).one(tx.conn()).await?.map(|row| PersonId(row.person_id)))
}

/// The persons behind members, wherever and whenever they belonged.
///
/// # Errors
/// The database's fault.
pub async fn persons_of(tx: &Tx, ids: impl IntoIterator<Item = MemberId>) -> StoreResult<HashMap<MemberId, PersonId>> {
    use members::Column;
    let rows: Vec<(Uuid, Uuid)> = members::Entity::find()
        .select_only()
        .columns([Column::Id, Column::PersonId])
        .filter(Column::Id.is_in(ids.into_iter().map(|id| id.0)))
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(member, person)| (MemberId(member), PersonId(person))).collect())
}

/// Is a member this person, wherever and whenever they belonged? Who came back after leaving is another
/// member, who moved to another township is out of sight there, and both are still the same person.
///
/// # Errors
/// The database's fault.
pub async fn is_person(tx: &Tx, id: MemberId, person: PersonId) -> StoreResult<bool> {
    use members::Column;
    let same = members::Entity::find().filter(Column::Id.eq(id.0)).filter(Column::PersonId.eq(person.0));
    Ok(same.count(tx.conn()).await? > 0)
}
