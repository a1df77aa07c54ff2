//! The inbox (消息) of persons: rows of a kind with its parameters; the words are made where they are
//! read, in the reader's language.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::{MessageId, PersonId};

use crate::db::{StoreResult, Tx};
use crate::entities::inbox_messages::{ActiveModel, Column, Entity};

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
    Entity::insert(row(message, None, now)).exec_without_returning(tx.conn()).await?;
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
    }
}
