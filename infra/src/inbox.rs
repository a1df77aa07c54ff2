//! The inbox (消息) of persons: rows of a kind with its parameters; the words are made where they are
//! read, in the reader's language.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue, EntityTrait};
use uuid::Uuid;
use xianfeng_domain::ids::{MessageId, PersonId};

use crate::db::{StoreResult, Tx};
use crate::entities::inbox_messages::{ActiveModel, Entity};

/// How many messages go in one statement: SQLite takes 32,766 values.
const MESSAGES_AT_ONCE: usize = 500;

/// A message to write.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// Writes a message in the transaction of the step that it tells of.
///
/// # Errors
/// The database's fault.
pub async fn put(tx: &Tx, message: &NewMessage<'_>, now: DateTime<Utc>) -> StoreResult<()> {
    Entity::insert(row(message, now)).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Writes many messages, some hundreds a statement.
///
/// # Errors
/// The database's fault.
pub async fn put_many(tx: &Tx, messages: &[NewMessage<'_>], now: DateTime<Utc>) -> StoreResult<()> {
    for some in messages.chunks(MESSAGES_AT_ONCE) {
        let rows = some.iter().map(|message| row(message, now));
        Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

fn row(message: &NewMessage<'_>, now: DateTime<Utc>) -> ActiveModel {
    ActiveModel {
        id: ActiveValue::Set(message.id.0),
        person_id: ActiveValue::Set(message.person.0),
        kind: ActiveValue::Set(message.kind.to_owned()),
        subject_kind: ActiveValue::Set(message.subject.map(|(kind, _)| kind.to_owned())),
        subject_id: ActiveValue::Set(message.subject.map(|(_, id)| id)),
        params: ActiveValue::Set(message.params.to_owned()),
        created_at: ActiveValue::Set(now.into()),
        read_at: ActiveValue::Set(None),
        once_key: ActiveValue::Set(None),
    }
}
