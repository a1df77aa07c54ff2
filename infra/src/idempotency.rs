//! First replies by idempotency key, written in the command's own transaction (invariant 6).

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use xianfeng_domain::ids::AccountId;
use xianfeng_domain::organizations::OrganizationPath;

use crate::db::{Moment, StoreError, StoreResult, Tx, array32};
use crate::entities::idempotency_keys::{ActiveModel, Column, Entity};

/// Whose key for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The account.
    pub account: AccountId,
    /// The operation.
    pub route: &'static str,
    /// What the client sent.
    pub key: String,
    /// SHA-256 of the input.
    pub fingerprint: [u8; 32],
}

/// A stored first reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The fingerprint of the first input.
    pub fingerprint: [u8; 32],
    /// The HTTP status.
    pub status: u16,
    /// The body, or for a reply with secrets the reference to build it again from.
    pub reply: String,
    /// The organization that a replay must still reach.
    pub reach: Option<OrganizationPath>,
}

/// The first reply under a key, if there is one.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, key: &Key) -> StoreResult<Option<Stored>> {
    let id = (key.account.0, key.route.to_owned(), key.key.clone());
    let Some(row) = Entity::find_by_id(id).one(tx.conn()).await? else { return Ok(None) };
    let reach = row.reach_path.as_deref().map(str::parse).transpose();
    Ok(Some(Stored {
        fingerprint: array32(&row.fingerprint)?,
        status: u16::try_from(row.status).map_err(|_| StoreError::corrupt("a stored status"))?,
        reply: row.reply,
        reach: reach.map_err(|_| StoreError::corrupt("a stored reach"))?,
    }))
}

/// Stores a first reply.
///
/// # Errors
/// [`StoreError::Race`] when the same request runs at the same time: the transaction starts again
/// and finds the other's reply.
pub async fn store(tx: &Tx, key: &Key, stored: &Stored, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        account_id: ActiveValue::Set(key.account.0),
        route: ActiveValue::Set(key.route.to_owned()),
        idempotency_key: ActiveValue::Set(key.key.clone()),
        fingerprint: ActiveValue::Set(stored.fingerprint.to_vec()),
        status: ActiveValue::Set(stored.status.into()),
        reply_kind: ActiveValue::Set("json".to_owned()),
        reply: ActiveValue::Set(stored.reply.clone()),
        reach_path: ActiveValue::Set(stored.reach.as_ref().map(ToString::to_string)),
        created_at: ActiveValue::Set(now.into()),
    };
    match Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        Err(StoreError::Duplicate) => Err(StoreError::Race("an idempotency key")),
        other => other.map(|_| ()),
    }
}

/// Forgets replies from before `before`, a few at a time; answers how many.
///
/// # Errors
/// The database's fault.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>, limit: u64) -> StoreResult<u64> {
    let old = Entity::find().filter(Column::CreatedAt.lt(Moment::from(before))).limit(limit).all(tx.conn()).await?;
    let mut gone = 0;
    for row in old {
        gone +=
            Entity::delete_by_id((row.account_id, row.route, row.idempotency_key)).exec(tx.conn()).await?.rows_affected;
    }
    Ok(gone)
}

/// When the account last wrote anything under a key since `since`, so that who has just written
/// reads what they wrote.
///
/// # Errors
/// The database's fault.
pub async fn wrote_since(tx: &Tx, account: AccountId, since: DateTime<Utc>) -> StoreResult<bool> {
    let row = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::CreatedAt.gte(Moment::from(since)))
        .limit(1)
        .one(tx.conn())
        .await?;
    Ok(row.is_some())
}
