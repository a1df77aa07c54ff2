//! What is due to go out through WeChat, and what became of it. A message is claimed by moving its `deliver_at` on;
//! its row here says that a call was begun, so that nobody begins another one whose outcome is not known.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, IntoCondition};
use sea_orm::{ActiveValue, ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, MessageId, PersonId};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::deliveries::{ActiveModel, Column, Entity, Model};
use crate::entities::inbox_messages as inbox;
use crate::inbox::{Message, withdrawn};

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// A call is under way.
    Sending,
    /// It was certainly not sent, and is tried again.
    Waiting,
    /// The platform took it.
    Sent,
    /// The platform refused it: it is not tried again.
    Refused,
    /// Nobody knows: the call went out and no answer came back. Never tried again.
    Uncertain,
}

impl DeliveryState {
    const ALL: [Self; 5] = [Self::Sending, Self::Waiting, Self::Sent, Self::Refused, Self::Uncertain];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Uncertain => "uncertain",
        }
    }

    fn from_code(code: &str) -> StoreResult<Self> {
        let found = Self::ALL.into_iter().find(|state| state.code() == code);
        found.ok_or_else(|| StoreError::corrupt("the state of a delivery"))
    }
}

/// A message that is due, as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The message.
    pub message: Message,
    /// Whose inbox it lies in.
    pub person: PersonId,
    /// Since when it is due: the proof that nobody else has claimed it.
    pub since: DateTime<Utc>,
}

/// The right to say what became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The message.
    pub message: MessageId,
    id: Uuid,
    /// Which try it is, from 1.
    pub attempt: i64,
}

/// Whether a call may be begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It may.
    Yes(Lease),
    /// Another message to the same user is under way.
    Busy,
    /// The message was taken to the platform before: never again.
    Over,
}

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome<'a> {
    /// Where it leaves the message.
    pub state: DeliveryState,
    /// The platform's number, if it gave one.
    pub errcode: Option<i64>,
    /// The field that it named.
    pub note: Option<&'a str>,
    /// Its id for the message.
    pub platform_id: Option<&'a str>,
}

/// Messages that are due, those that have waited longest first.
///
/// # Errors
/// The database's fault.
pub async fn due(tx: &Tx, now: DateTime<Utc>, limit: u64) -> StoreResult<Vec<Due>> {
    let rows = inbox::Entity::find()
        .filter(inbox::Column::DeliverAt.lte(Moment::from(now)))
        .order_by(inbox::Column::DeliverAt, Order::Asc)
        .order_by(inbox::Column::Id, Order::Asc)
        .limit(limit)
        .all(tx.conn())
        .await?;
    let whose = |row: &inbox::Model| Some((PersonId(row.person_id), row.deliver_at?.into()));
    let (whose, mut messages): (Vec<_>, Vec<Message>) =
        rows.into_iter().filter_map(|row| Some((whose(&row)?, row.into()))).unzip();
    withdrawn::hide(tx, &mut messages).await?;
    let due = |((person, since), message)| Due { message, person, since };
    Ok(whose.into_iter().zip(messages).map(due).collect())
}

/// Some messages that are not to go out: no template sends their kind, or they were told before `before`.
///
/// # Errors
/// The database's fault.
pub async fn stale(tx: &Tx, sent_kinds: &[&str], before: DateTime<Utc>, limit: u64) -> StoreResult<Vec<MessageId>> {
    let unsent = match sent_kinds {
        [] => inbox::Column::Id.is_not_null().into_condition(),
        kinds => Condition::any()
            .add(inbox::Column::Kind.is_not_in(kinds.iter().copied()))
            .add(inbox::Column::CreatedAt.lt(Moment::from(before))),
    };
    let ids: Vec<Uuid> = inbox::Entity::find()
        .select_only()
        .column(inbox::Column::Id)
        .filter(inbox::Column::DeliverAt.is_not_null())
        .filter(unsent)
        .limit(limit)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(ids.into_iter().map(MessageId).collect())
}

/// Takes messages out that are not to go out. Answers how many.
///
/// # Errors
/// The database's fault.
pub async fn lapse(tx: &Tx, messages: &[MessageId]) -> StoreResult<u64> {
    let lapsed = inbox::Entity::update_many()
        .col_expr(inbox::Column::DeliverAt, Expr::value(Option::<Moment>::None))
        .filter(inbox::Column::Id.is_in(messages.iter().map(|id| id.0)))
        .filter(inbox::Column::DeliverAt.is_not_null())
        .exec(tx.conn())
        .await?;
    Ok(lapsed.rows_affected)
}

/// Claims a due message until `until`; says whether nobody else had.
///
/// # Errors
/// The database's fault.
pub async fn claim(tx: &Tx, due: &Due, until: DateTime<Utc>) -> StoreResult<bool> {
    let claimed = inbox::Entity::update_many()
        .col_expr(inbox::Column::DeliverAt, Expr::value(Moment::from(until)))
        .filter(inbox::Column::Id.eq(due.message.id.0))
        .filter(inbox::Column::DeliverAt.eq(Moment::from(due.since)))
        .exec(tx.conn())
        .await?;
    Ok(claimed.rows_affected == 1)
}

/// The message is not to go out, or has gone.
///
/// # Errors
/// The database's fault.
pub async fn finish(tx: &Tx, message: MessageId) -> StoreResult<()> {
    set_due(tx, message, None).await
}

/// The message is due again at `at`.
///
/// # Errors
/// The database's fault.
pub async fn postpone(tx: &Tx, message: MessageId, at: DateTime<Utc>) -> StoreResult<()> {
    set_due(tx, message, Some(at.into())).await
}

async fn set_due(tx: &Tx, message: MessageId, at: Option<Moment>) -> StoreResult<()> {
    let own = inbox::Entity::update_many().filter(inbox::Column::Id.eq(message.0));
    own.col_expr(inbox::Column::DeliverAt, Expr::value(at)).exec(tx.conn()).await?;
    Ok(())
}

/// Whether the lease of some call has run out.
///
/// # Errors
/// The database's fault.
pub async fn any_lost(tx: &Tx, now: DateTime<Utc>) -> StoreResult<bool> {
    let lost = Entity::find()
        .filter(Column::State.eq(DeliveryState::Sending.code()))
        .filter(Column::LeasedUntil.lt(Moment::from(now)));
    Ok(lost.limit(1).one(tx.conn()).await?.is_some())
}

/// Calls whose lease ran out: whoever made them is gone, and nobody knows whether the message went out. Answers how
/// many.
///
/// # Errors
/// The database's fault.
pub async fn expire(tx: &Tx, now: DateTime<Utc>) -> StoreResult<u64> {
    let lost = Entity::update_many()
        .col_expr(Column::State, Expr::value(DeliveryState::Uncertain.code()))
        .col_expr(Column::EndedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::State.eq(DeliveryState::Sending.code()))
        .filter(Column::LeasedUntil.lt(Moment::from(now)))
        .exec(tx.conn())
        .await?;
    Ok(lost.rows_affected)
}

/// Begins a call for a claimed message, one at a time for each account.
///
/// # Errors
/// [`StoreError::Race`] when another call to the account was begun at the same moment: the transaction starts again.
pub async fn begin(
    tx: &Tx,
    message: MessageId,
    account: AccountId,
    template: &str,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> StoreResult<Begun> {
    let key = account.0.as_bytes().to_vec();
    if Entity::find().filter(Column::ActiveKey.eq(key.clone())).one(tx.conn()).await?.is_some() {
        return Ok(Begun::Busy);
    }
    let before = Entity::find_by_id(message.0).one(tx.conn()).await?;
    let lease = Uuid::now_v7();
    let attempt = before.as_ref().map_or(0, |row| row.attempts) + 1;
    let begun = match before {
        Some(row) if row.state == DeliveryState::Waiting.code() => {
            let again = Entity::update_many()
                .col_expr(Column::State, Expr::value(DeliveryState::Sending.code()))
                .col_expr(Column::AccountId, Expr::value(account.0))
                .col_expr(Column::TemplateId, Expr::value(template))
                .col_expr(Column::Attempts, Expr::value(attempt))
                .col_expr(Column::LeaseId, Expr::value(lease))
                .col_expr(Column::LeasedUntil, Expr::value(Moment::from(until)))
                .col_expr(Column::ActiveKey, Expr::value(key))
                .filter(Column::Id.eq(message.0))
                .filter(Column::State.eq(DeliveryState::Waiting.code()))
                .exec(tx.conn())
                .await;
            again.map(|done| done.rows_affected == 1)
        }
        Some(_) => return Ok(Begun::Over),
        None => {
            let row = ActiveModel {
                id: ActiveValue::Set(message.0),
                account_id: ActiveValue::Set(account.0),
                template_id: ActiveValue::Set(template.to_owned()),
                state: ActiveValue::Set(DeliveryState::Sending.code().to_owned()),
                attempts: ActiveValue::Set(attempt),
                lease_id: ActiveValue::Set(lease),
                leased_until: ActiveValue::Set(until.into()),
                errcode: ActiveValue::Set(None),
                note: ActiveValue::Set(None),
                platform_id: ActiveValue::Set(None),
                begun_at: ActiveValue::Set(now.into()),
                ended_at: ActiveValue::Set(None),
                confirmed_at: ActiveValue::Set(None),
                active_key: ActiveValue::Set(Some(key)),
            };
            Entity::insert(row).exec_without_returning(tx.conn()).await.map(|_| true)
        }
    };
    match begun.map_err(StoreError::from) {
        Ok(true) => Ok(Begun::Yes(Lease { message, id: lease, attempt })),
        Ok(false) | Err(StoreError::Duplicate) => Err(StoreError::Race("a delivery")),
        Err(error) => Err(error),
    }
}

/// Writes what became of a call. An answer that came after the lease ran out still counts; says whether the lease was
/// the last one.
///
/// # Errors
/// The database's fault.
pub async fn settle(tx: &Tx, lease: &Lease, outcome: Outcome<'_>, now: DateTime<Utc>) -> StoreResult<bool> {
    let open = [DeliveryState::Sending.code(), DeliveryState::Uncertain.code()];
    let settled = Entity::update_many()
        .col_expr(Column::State, Expr::value(outcome.state.code()))
        .col_expr(Column::Errcode, Expr::value(outcome.errcode))
        .col_expr(Column::Note, Expr::value(outcome.note))
        .col_expr(Column::PlatformId, Expr::value(outcome.platform_id))
        .col_expr(Column::EndedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::Id.eq(lease.message.0))
        .filter(Column::LeaseId.eq(lease.id))
        .filter(Column::State.is_in(open))
        .exec(tx.conn())
        .await?;
    Ok(settled.rows_affected == 1)
}

/// What the platform's event says of a message to an account: by its id if that is known, else of the latest one of
/// the template that is not confirmed. Says whether there was one.
///
/// # Errors
/// The database's fault.
pub async fn confirm(
    tx: &Tx,
    account: AccountId,
    template: &str,
    platform_id: Option<&str>,
    errcode: i64,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let called = [DeliveryState::Sent.code(), DeliveryState::Uncertain.code(), DeliveryState::Sending.code()];
    let own = || {
        Entity::find()
            .filter(Column::AccountId.eq(account.0))
            .filter(Column::TemplateId.eq(template))
            .filter(Column::ConfirmedAt.is_null())
            .filter(Column::State.is_in(called))
            .order_by(Column::BegunAt, Order::Desc)
            .limit(1)
    };
    let named = match platform_id {
        Some(id) => own().filter(Column::PlatformId.eq(id)).one(tx.conn()).await?,
        None => None,
    };
    let found: Option<Model> = match named {
        Some(row) => Some(row),
        // One whose own id is known is not the one that the event means.
        None => own().filter(Column::PlatformId.is_null()).one(tx.conn()).await?,
    };
    let Some(row) = found else { return Ok(false) };
    let state = if errcode == 0 { DeliveryState::Sent } else { DeliveryState::Refused };
    let confirmed = Entity::update_many()
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::Errcode, Expr::value(Some(errcode).filter(|errcode| *errcode != 0)))
        .col_expr(Column::ConfirmedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::Id.eq(row.id))
        .filter(Column::ConfirmedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(confirmed.rows_affected == 1)
}

/// What became of a message; none where it was never taken to the platform.
///
/// # Errors
/// The database's fault.
pub async fn state_of(tx: &Tx, message: MessageId) -> StoreResult<Option<DeliveryState>> {
    let row = Entity::find_by_id(message.0).one(tx.conn()).await?;
    row.map(|row| DeliveryState::from_code(&row.state)).transpose()
}
