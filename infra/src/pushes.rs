//! What WeChat pushed (消息推送): each event once, kept sealed until it is dealt with.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::wechat_events::{ActiveModel, Column, Entity, Model};
use crate::privacy::Vault;

const WAITING: &str = "waiting";

/// How dealing with an event ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It had its effect.
    Done,
    /// Nobody knows what it is about.
    Ignored,
    /// It was tried to the end.
    Failed,
}

impl End {
    const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Ignored => "ignored",
            Self::Failed => "failed",
        }
    }
}

/// An event that waits to be dealt with.
#[derive(Clone, Debug)]
pub struct Push {
    /// Its id; ids sort by time.
    pub id: Uuid,
    /// Its name, such as `wxa_media_check`.
    pub name: String,
    /// How often it was tried.
    pub attempts: u32,
    /// When it came.
    pub received_at: DateTime<Utc>,
    sealed: String,
}

impl Push {
    /// The event, a JSON object.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when it was sealed with another key.
    pub fn open(&self, vault: &Vault) -> StoreResult<serde_json::Value> {
        let broken = || StoreError::corrupt(format!("event {}", self.id));
        let sealed = STANDARD.decode(&self.sealed).map_err(|_| broken())?;
        serde_json::from_str(&vault.open_text(&sealed)?).map_err(|_| broken())
    }
}

/// Keeps an event that came for the first time, due at once.
///
/// # Errors
/// [`StoreError::Duplicate`] when it came before.
pub async fn put(
    tx: &Tx,
    vault: &Vault,
    (name, digest): (&str, &[u8; 32]),
    content: &serde_json::Value,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        digest: ActiveValue::Set(digest.to_vec()),
        name: ActiveValue::Set(name.to_owned()),
        payload: ActiveValue::Set(STANDARD.encode(vault.seal_text(&content.to_string())?)),
        state: ActiveValue::Set(WAITING.to_owned()),
        attempts: ActiveValue::Set(0),
        due_at: ActiveValue::Set(now.into()),
        received_at: ActiveValue::Set(now.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Events that are due, the longest due first.
///
/// # Errors
/// The database's fault.
pub async fn due(tx: &Tx, now: DateTime<Utc>, limit: u64) -> StoreResult<Vec<Push>> {
    let rows = Entity::find()
        .filter(Column::State.eq(WAITING))
        .filter(Column::DueAt.lte(Moment::from(now)))
        .order_by(Column::DueAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// Takes an event that waits, as it was read, for the rest of the transaction: whoever takes the same one waits for
/// the row and then finds it changed. Says whether it was taken.
///
/// # Errors
/// The database's fault.
pub async fn take(tx: &Tx, push: &Push) -> StoreResult<bool> {
    let taken = Entity::update_many()
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.eq(push.id))
        .filter(Column::State.eq(WAITING))
        .filter(Column::Attempts.eq(i64::from(push.attempts)))
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Ends an event, and forgets what it said.
///
/// # Errors
/// The database's fault.
pub async fn end(tx: &Tx, id: Uuid, end: End) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(end.code()))
        .col_expr(Column::Payload, Expr::value(""))
        .filter(Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Leaves an event until `due`.
///
/// # Errors
/// The database's fault.
pub async fn postpone(tx: &Tx, id: Uuid, due: DateTime<Utc>) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(Moment::from(due)))
        .filter(Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Forgets events that came before `before`, a few at a time; answers how many.
///
/// # Errors
/// The database's fault.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>, limit: u64) -> StoreResult<u64> {
    let old: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::ReceivedAt.lt(Moment::from(before)))
        .limit(limit)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(Entity::delete_many().filter(Column::Id.is_in(old)).exec(tx.conn()).await?.rows_affected)
}

/// How many events there are of a name and state, for whoever looks behind the API.
///
/// # Errors
/// The database's fault.
pub async fn count(tx: &Tx, name: &str, state: &str) -> StoreResult<u64> {
    use sea_orm::PaginatorTrait as _;
    let of = Entity::find().filter(Column::Name.eq(name)).filter(Column::State.eq(state));
    Ok(of.count(tx.conn()).await?)
}

fn from_row(row: Model) -> Push {
    Push {
        id: row.id,
        name: row.name,
        attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        received_at: row.received_at.into(),
        sealed: row.payload,
    }
}
