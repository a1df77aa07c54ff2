//! The call list: messages that reached nobody.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict, Query, SelectStatement};
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, CallId, MemberId, MessageId, PersonId};
use xianfeng_domain::messages::{CallOutcome, CallState, Caller};
use xianfeng_domain::organizations::OrganizationPath;

use super::deliveries::DeliveryState;
use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::calls::{ActiveModel, Column, Entity, Model};
use crate::entities::{aways, deliveries, inbox_messages as inbox};
use crate::reach::within;

/// A message that nobody has read and WeChat has not brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreached {
    /// The message.
    pub message: MessageId,
    /// Whose it is.
    pub person: PersonId,
    /// The code of its kind.
    pub kind: String,
}

/// An entry to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCall {
    /// Its id.
    pub id: CallId,
    /// The message to tell.
    pub message: MessageId,
    /// Whom to call.
    pub person: PersonId,
    /// The member that the person is.
    pub member: Option<MemberId>,
    /// Where the person belongs.
    pub path: OrganizationPath,
    /// Who may call.
    pub caller: Caller,
}

/// An open entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its id; ids sort by time.
    pub id: CallId,
    /// The message to tell.
    pub message: MessageId,
    /// Whom to call.
    pub person: PersonId,
    /// The member that the person is.
    pub member: Option<MemberId>,
    /// Where the person belongs.
    pub path: OrganizationPath,
    /// Whether only who manages the members may see it.
    pub secretary_only: bool,
    /// How often somebody has called.
    pub tries: i64,
    /// What came of the last call.
    pub last: Option<(CallOutcome, DateTime<Utc>)>,
    /// Since when it is on the list.
    pub listed_at: DateTime<Utc>,
    /// Whether somebody should still call.
    pub open: bool,
    /// What was noted last, sealed.
    pub note: Option<Vec<u8>>,
}

/// A call that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded<'a> {
    /// What came of it.
    pub outcome: CallOutcome,
    /// What was said, sealed.
    pub note: Option<&'a [u8]>,
    /// Who called.
    pub by: AccountId,
}

/// Messages of some kinds, told from `after` to `before`, that are unread, were not sent and are on no list; the oldest
/// first, beginning behind `behind`.
///
/// # Errors
/// The database's fault.
pub async fn unreached(
    tx: &Tx,
    kinds: &[&str],
    after: DateTime<Utc>,
    before: DateTime<Utc>,
    behind: MessageId,
    limit: u64,
) -> StoreResult<Vec<Unreached>> {
    if kinds.is_empty() {
        return Ok(Vec::new());
    }
    let listed = Query::select().column(Column::MessageId).from(Entity).to_owned();
    let sent = Query::select()
        .column(deliveries::Column::Id)
        .from(deliveries::Entity)
        .and_where(deliveries::Column::State.eq(DeliveryState::Sent.code()))
        .to_owned();
    let rows: Vec<(Uuid, Uuid, String)> = inbox::Entity::find()
        .select_only()
        .columns([inbox::Column::Id, inbox::Column::PersonId, inbox::Column::Kind])
        .filter(inbox::Column::Kind.is_in(kinds.iter().copied()))
        .filter(inbox::Column::CreatedAt.gte(Moment::from(after)))
        .filter(inbox::Column::CreatedAt.lt(Moment::from(before)))
        .filter(inbox::Column::ReadAt.is_null())
        .filter(inbox::Column::Id.gt(behind.0))
        .filter(inbox::Column::Id.not_in_subquery(listed))
        .filter(inbox::Column::Id.not_in_subquery(sent))
        .order_by(inbox::Column::Id, Order::Asc)
        .limit(limit)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let unreached = |(id, person, kind)| Unreached { message: MessageId(id), person: PersonId(person), kind };
    Ok(rows.into_iter().map(unreached).collect())
}

/// Puts messages on the list, each once for all time.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, calls: &[NewCall], now: DateTime<Utc>) -> StoreResult<()> {
    if calls.is_empty() {
        return Ok(());
    }
    let row = |call: &NewCall| ActiveModel {
        id: ActiveValue::Set(call.id.0),
        message_id: ActiveValue::Set(call.message.0),
        person_id: ActiveValue::Set(call.person.0),
        member_id: ActiveValue::Set(call.member.map(Into::into)),
        organization_path: ActiveValue::Set(call.path.as_str().to_owned()),
        for_whom: ActiveValue::Set(call.caller.code().to_owned()),
        state: ActiveValue::Set(CallState::Open.code().to_owned()),
        tries: ActiveValue::Set(0),
        last_outcome: ActiveValue::Set(None),
        last_at: ActiveValue::Set(None),
        last_by: ActiveValue::Set(None),
        note: ActiveValue::Set(None),
        listed_at: ActiveValue::Set(now.into()),
    };
    // The key onto itself: another replica may have been quicker.
    let nothing = OnConflict::column(Column::MessageId).update_column(Column::MessageId).to_owned();
    Entity::insert_many(calls.iter().map(row)).on_conflict(nothing).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Takes entries off whose message was read after all. Answers how many.
///
/// # Errors
/// The database's fault.
pub async fn close_read(tx: &Tx) -> StoreResult<u64> {
    let read = messages(inbox::Column::ReadAt.is_not_null());
    let closed = Entity::update_many()
        .col_expr(Column::State, Expr::value(CallState::Read.code()))
        .filter(Column::State.eq(CallState::Open.code()))
        .filter(Column::MessageId.in_subquery(read))
        .exec(tx.conn())
        .await?;
    Ok(closed.rows_affected)
}

/// Takes entries off that were listed before `before`: they are no news any more. Answers how many.
///
/// # Errors
/// The database's fault.
pub async fn lapse(tx: &Tx, before: DateTime<Utc>) -> StoreResult<u64> {
    let lapsed = Entity::update_many()
        .col_expr(Column::State, Expr::value(CallState::Lapsed.code()))
        .filter(Column::State.eq(CallState::Open.code()))
        .filter(Column::ListedAt.lt(Moment::from(before)))
        .exec(tx.conn())
        .await?;
    Ok(lapsed.rows_affected)
}

/// A page of the open entries within reach, and of those of `members` that a liaison may call, inside `under` if given;
/// the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn open(
    tx: &Tx,
    reach: &Reach,
    members: &[MemberId],
    under: Option<&OrganizationPath>,
    after: Option<CallId>,
    limit: u64,
) -> StoreResult<Vec<Call>> {
    let unread = messages(inbox::Column::ReadAt.is_null());
    let mut query = Entity::find()
        .filter(Column::State.eq(CallState::Open.code()))
        .filter(for_caller(reach, members))
        .filter(Column::MessageId.in_subquery(unread));
    if let Some(under) = under {
        query = query.filter(within(Column::OrganizationPath, &Reach::under(under.clone())));
    }
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.0));
    }
    let rows = query.order_by(Column::Id, Order::Asc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// An entry within reach, or of one of `members` that a liaison may call.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, members: &[MemberId], id: CallId) -> StoreResult<Option<Call>> {
    let row = Entity::find_by_id(id.0).filter(for_caller(reach, members)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// Writes what came of a call; says whether the entry was still open.
///
/// # Errors
/// The database's fault.
pub async fn record(tx: &Tx, id: CallId, made: Recorded<'_>, now: DateTime<Utc>) -> StoreResult<bool> {
    let recorded = Entity::update_many()
        .col_expr(Column::State, Expr::value(made.outcome.then().code()))
        .col_expr(Column::Tries, Expr::col(Column::Tries).add(1))
        .col_expr(Column::LastOutcome, Expr::value(made.outcome.code()))
        .col_expr(Column::LastAt, Expr::value(Moment::from(now)))
        .col_expr(Column::LastBy, Expr::value(made.by.0))
        .col_expr(Column::Note, Expr::value(made.note.map(<[u8]>::to_vec)))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(CallState::Open.code()))
        .exec(tx.conn())
        .await?;
    Ok(recorded.rows_affected == 1)
}

/// The members who are away now and have this liaison.
///
/// # Errors
/// The database's fault.
pub async fn liaised(tx: &Tx, liaison: MemberId) -> StoreResult<Vec<MemberId>> {
    let ids: Vec<Uuid> = aways::Entity::find()
        .select_only()
        .column(aways::Column::MemberId)
        .filter(aways::Column::LiaisonId.eq(liaison.0))
        .filter(aways::Column::ActiveKey.is_not_null())
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(ids.into_iter().map(MemberId).collect())
}

fn for_caller(reach: &Reach, members: &[MemberId]) -> Condition {
    let own = within(Column::OrganizationPath, reach);
    if members.is_empty() {
        return own;
    }
    let liaised = Condition::all()
        .add(Column::ForWhom.eq(Caller::Liaison.code()))
        .add(Column::MemberId.is_in(members.iter().map(|member| member.0)));
    Condition::any().add(own).add(liaised)
}

fn messages(which: Expr) -> SelectStatement {
    Query::select().column(inbox::Column::Id).from(inbox::Entity).and_where(which).to_owned()
}

fn from_row(row: Model) -> StoreResult<Call> {
    let corrupt = || StoreError::corrupt("an entry of the call list");
    let outcome = row.last_outcome.as_deref().map(|code| CallOutcome::from_code(code).ok_or_else(corrupt));
    Ok(Call {
        id: CallId(row.id),
        message: MessageId(row.message_id),
        person: PersonId(row.person_id),
        member: row.member_id.map(MemberId),
        path: row.organization_path.parse().map_err(|_| corrupt())?,
        secretary_only: row.for_whom == Caller::Secretary.code(),
        tries: row.tries,
        last: outcome.transpose()?.zip(row.last_at.map(Into::into)),
        listed_at: row.listed_at.into(),
        open: row.state == CallState::Open.code(),
        note: row.note,
    })
}
