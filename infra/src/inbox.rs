//! The inbox (消息) of persons: rows of a kind with its parameters; the words are made where they are
//! read, in the reader's language. A person's messages go with the person when they are erased.

pub(crate) mod withdrawn;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::{MessageId, PersonId};

use crate::db::{Moment, StoreResult, Tx, array32};
use crate::entities::inbox_messages::{ActiveModel, Column, Entity, Model};

/// So many rows go into one statement.
const ROWS_AT_ONCE: usize = 200;

/// A message to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewMessage<'a> {
    /// Its id.
    pub id: MessageId,
    /// Whose inbox.
    pub person: PersonId,
    /// The stable code of its kind, such as `claim.approved`.
    pub kind: &'a str,
    /// What it is about: a noun and its id, for the link that the reader follows.
    pub subject: Option<(&'a str, Uuid)>,
    /// The parameters of its words, as a JSON object of texts.
    pub params: &'a str,
}

/// A message as it lies in an inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its id; ids sort by time.
    pub id: MessageId,
    /// The code of its kind.
    pub kind: String,
    /// What it is about.
    pub subject: Option<(String, Uuid)>,
    /// The parameters, as a JSON object of texts.
    pub params: String,
    /// When it was told.
    pub at: DateTime<Utc>,
    /// When it was read.
    pub read_at: Option<DateTime<Utc>>,
}

impl From<Model> for Message {
    fn from(row: Model) -> Self {
        Self {
            id: MessageId(row.id),
            kind: row.kind,
            subject: row.subject_kind.zip(row.subject_id),
            params: row.params,
            at: row.created_at.into(),
            read_at: row.read_at.map(Into::into),
        }
    }
}

/// Writes messages in the transaction of the step that they tell of.
///
/// # Errors
/// The database's fault.
pub async fn put(tx: &Tx, messages: &[NewMessage<'_>], now: DateTime<Utc>) -> StoreResult<()> {
    for some in messages.chunks(ROWS_AT_ONCE) {
        let rows = some.iter().map(|message| row(message, None, now));
        Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Writes a message unless one stands under the key already; says whether it was written. A repeat changes
/// nothing and leaves the transaction as it was.
///
/// # Errors
/// The database's fault.
pub async fn put_once(tx: &Tx, message: &NewMessage<'_>, once: &[u8; 32], now: DateTime<Utc>) -> StoreResult<bool> {
    // The key onto itself: both databases know this form of doing nothing.
    let nothing = OnConflict::column(Column::OnceKey).update_column(Column::OnceKey).to_owned();
    let row = row(message, Some(once), now);
    Entity::insert(row).on_conflict(nothing).exec_without_returning(tx.conn()).await?;
    // The row count tells nothing: both databases count the row that was found as well.
    let stands: Option<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::OnceKey.eq(once.to_vec()))
        .into_tuple()
        .one(tx.conn())
        .await?;
    Ok(stands == Some(message.id.0))
}

/// Which of these keys a message stands under.
///
/// # Errors
/// The database's fault.
pub async fn told(tx: &Tx, keys: &[[u8; 32]]) -> StoreResult<HashSet<[u8; 32]>> {
    let mut told = HashSet::new();
    for some in keys.chunks(ROWS_AT_ONCE) {
        let found: Vec<Vec<u8>> = Entity::find()
            .select_only()
            .column(Column::OnceKey)
            .filter(Column::OnceKey.is_in(some.iter().map(|key| key.to_vec())))
            .into_tuple()
            .all(tx.conn())
            .await?;
        for key in found {
            told.insert(array32(&key)?);
        }
    }
    Ok(told)
}

/// A new row. It is due at once for whoever sends messages outside the app: a worker leases a row by moving
/// `deliver_at` on, and clears it when the message is sent, refused or too old to be news. Nothing waits in another
/// table until there is one.
fn row(message: &NewMessage<'_>, once: Option<&[u8; 32]>, now: DateTime<Utc>) -> ActiveModel {
    ActiveModel {
        id: ActiveValue::Set(message.id.0),
        person_id: ActiveValue::Set(message.person.0),
        kind: ActiveValue::Set(message.kind.to_owned()),
        subject_kind: ActiveValue::Set(message.subject.map(|(kind, _)| kind.to_owned())),
        subject_id: ActiveValue::Set(message.subject.map(|(_, id)| id)),
        params: ActiveValue::Set(message.params.to_owned()),
        created_at: ActiveValue::Set(now.into()),
        read_at: ActiveValue::Set(None),
        once_key: ActiveValue::Set(once.map(|key| key.to_vec())),
        deliver_at: ActiveValue::Set(Some(now.into())),
    }
}

/// A page of a person's inbox, the newest first; `unread` leaves out what was read, or what was not.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    person: PersonId,
    unread: Option<bool>,
    before: Option<MessageId>,
    limit: u64,
) -> StoreResult<Vec<Message>> {
    let mut query = Entity::find().filter(Column::PersonId.eq(person.0));
    match unread {
        Some(true) => query = query.filter(Column::ReadAt.is_null()),
        Some(false) => query = query.filter(Column::ReadAt.is_not_null()),
        None => {}
    }
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    shown(tx, rows).await
}

/// Rows as messages, without what is not to be shown any more.
async fn shown(tx: &Tx, rows: Vec<Model>) -> StoreResult<Vec<Message>> {
    let mut messages: Vec<Message> = rows.into_iter().map(Into::into).collect();
    withdrawn::hide(tx, &mut messages).await?;
    Ok(messages)
}

/// A message of a person.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, person: PersonId, id: MessageId) -> StoreResult<Option<Message>> {
    let row = Entity::find_by_id(id.0).filter(Column::PersonId.eq(person.0)).one(tx.conn()).await?;
    Ok(shown(tx, row.into_iter().collect()).await?.pop())
}

/// Several messages, whoever's they are.
///
/// # Errors
/// The database's fault.
pub async fn list(tx: &Tx, ids: impl IntoIterator<Item = MessageId>) -> StoreResult<HashMap<MessageId, Message>> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.into_iter().map(|id| id.0))).all(tx.conn()).await?;
    Ok(shown(tx, rows).await?.into_iter().map(|message| (message.id, message)).collect())
}

/// How many messages a person has not read.
///
/// # Errors
/// The database's fault.
pub async fn unread(tx: &Tx, person: PersonId) -> StoreResult<u64> {
    let own = Entity::find().filter(Column::PersonId.eq(person.0));
    Ok(own.filter(Column::ReadAt.is_null()).count(tx.conn()).await?)
}

/// Marks a person's message as read, with all before it where `through`; the first reading counts. Answers how
/// many were unread.
///
/// # Errors
/// The database's fault.
pub async fn read(tx: &Tx, person: PersonId, id: MessageId, through: bool, now: DateTime<Utc>) -> StoreResult<u64> {
    let which = if through { Column::Id.lte(id.0) } else { Column::Id.eq(id.0) };
    let read = Entity::update_many()
        .col_expr(Column::ReadAt, Expr::value(Moment::from(now)))
        .filter(Column::PersonId.eq(person.0))
        .filter(which)
        .filter(Column::ReadAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(read.rows_affected)
}

/// Forgets messages that were read before `before`, a few at a time; what nobody has read stays. Answers how many.
///
/// # Errors
/// The database's fault.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>, limit: u64) -> StoreResult<u64> {
    let old: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::ReadAt.lt(Moment::from(before)))
        .limit(limit)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(Entity::delete_many().filter(Column::Id.is_in(old)).exec(tx.conn()).await?.rows_affected)
}
