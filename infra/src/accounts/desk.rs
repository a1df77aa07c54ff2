//! Log-ins at a desk: a browser asks, a phone confirms, the browser that asked gets the session, once.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, DeskLoginId};

use crate::db::{Moment, StoreResult, Tx};
use crate::entities::desk_logins::{ActiveModel, Column, Entity, Model};
use crate::entities::refresh_tokens;

const WAITING: &str = "waiting";
const CONFIRMED: &str = "confirmed";
const USED: &str = "used";

/// A log-in at a desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskLogin {
    /// Its id, which the QR code holds.
    pub id: DeskLoginId,
    /// What the browser says it is.
    pub user_agent: String,
    /// From where it asked.
    pub ip: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Until when it can be confirmed and taken.
    pub expires_at: DateTime<Utc>,
    /// Who confirmed it.
    pub account: Option<AccountId>,
    /// Whether its session was taken.
    pub used: bool,
    /// The session's family.
    pub family: Option<Uuid>,
}

impl From<Model> for DeskLogin {
    fn from(row: Model) -> Self {
        Self {
            id: DeskLoginId(row.id),
            user_agent: row.user_agent,
            ip: row.ip,
            created_at: row.created_at.into(),
            expires_at: row.expires_at.into(),
            account: row.account_id.map(AccountId),
            used: row.used_at.is_some(),
            family: row.family_id,
        }
    }
}

/// Writes that a browser asks; `poll_hash` is that of what the browser alone knows.
///
/// # Errors
/// The database's fault.
pub async fn ask(tx: &Tx, new: &DeskLogin, poll_hash: &[u8; 32]) -> StoreResult<()> {
    let row = asked(new, poll_hash);
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Writes a session that no phone confirmed, but a password opened: nothing of it is left to be taken.
///
/// # Errors
/// The database's fault.
pub async fn opened(
    tx: &Tx,
    new: &DeskLogin,
    poll_hash: &[u8; 32],
    account: AccountId,
    family: Uuid,
) -> StoreResult<()> {
    let row = ActiveModel {
        state: ActiveValue::Set(USED.to_owned()),
        account_id: ActiveValue::Set(Some(account.0)),
        confirmed_at: ActiveValue::Set(Some(new.created_at.into())),
        family_id: ActiveValue::Set(Some(family)),
        used_at: ActiveValue::Set(Some(new.created_at.into())),
        ..asked(new, poll_hash)
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

fn asked(new: &DeskLogin, poll_hash: &[u8; 32]) -> ActiveModel {
    ActiveModel {
        id: ActiveValue::Set(new.id.0),
        poll_hash: ActiveValue::Set(poll_hash.to_vec()),
        user_agent: ActiveValue::Set(new.user_agent.clone()),
        ip: ActiveValue::Set(new.ip.clone()),
        state: ActiveValue::Set(WAITING.to_owned()),
        created_at: ActiveValue::Set(new.created_at.into()),
        expires_at: ActiveValue::Set(new.expires_at.into()),
        account_id: ActiveValue::Set(None),
        confirmed_at: ActiveValue::Set(None),
        family_id: ActiveValue::Set(None),
        used_at: ActiveValue::Set(None),
    }
}

/// How many requests of an address wait.
///
/// # Errors
/// The database's fault.
pub async fn waiting_from(tx: &Tx, ip: &str, now: DateTime<Utc>) -> StoreResult<u64> {
    let waiting = Entity::find()
        .filter(Column::ExpiresAt.gt(Moment::from(now)))
        .filter(Column::Ip.eq(ip))
        .filter(Column::State.eq(WAITING));
    Ok(waiting.count(tx.conn()).await?)
}

/// One of them.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, id: DeskLoginId) -> StoreResult<Option<DeskLogin>> {
    Ok(Entity::find_by_id(id.0).one(tx.conn()).await?.map(Into::into))
}

/// The one of the browser that asked: `None` for any other.
///
/// # Errors
/// The database's fault.
pub async fn of_browser(tx: &Tx, id: DeskLoginId, poll_hash: &[u8; 32]) -> StoreResult<Option<DeskLogin>> {
    let own = Entity::find_by_id(id.0).filter(Column::PollHash.eq(poll_hash.to_vec()));
    Ok(own.one(tx.conn()).await?.map(Into::into))
}

/// Confirms one that waits; says whether it did.
///
/// # Errors
/// The database's fault.
pub async fn confirm(tx: &Tx, id: DeskLoginId, by: AccountId, now: DateTime<Utc>) -> StoreResult<bool> {
    let confirmed = Entity::update_many()
        .col_expr(Column::State, Expr::value(CONFIRMED))
        .col_expr(Column::AccountId, Expr::value(by.0))
        .col_expr(Column::ConfirmedAt, Expr::value(Moment::from(now)))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(WAITING))
        .filter(Column::ExpiresAt.gt(Moment::from(now)))
        .exec(tx.conn())
        .await?;
    Ok(confirmed.rows_affected == 1)
}

/// Takes the session of one that was confirmed; says whether it was there to be taken: once.
///
/// # Errors
/// The database's fault.
pub async fn take(
    tx: &Tx,
    id: DeskLoginId,
    poll_hash: &[u8; 32],
    family: Uuid,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let taken = Entity::update_many()
        .col_expr(Column::State, Expr::value(USED))
        .col_expr(Column::FamilyId, Expr::value(family))
        .col_expr(Column::UsedAt, Expr::value(Moment::from(now)))
        .filter(Column::Id.eq(id.0))
        .filter(Column::PollHash.eq(poll_hash.to_vec()))
        .filter(Column::State.eq(CONFIRMED))
        .filter(Column::ExpiresAt.gt(Moment::from(now)))
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// The sessions at desks of an account that go on, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn sessions(tx: &Tx, account: AccountId, now: DateTime<Utc>) -> StoreResult<Vec<DeskLogin>> {
    use refresh_tokens::Column as Token;
    let live: Vec<Uuid> = refresh_tokens::Entity::find()
        .select_only()
        .column(Token::FamilyId)
        .filter(Token::AccountId.eq(account.0))
        .filter(Token::EndsAt.gt(Moment::from(now)))
        .filter(Token::ExpiresAt.gt(Moment::from(now)))
        .filter(Token::RotatedAt.is_null())
        .filter(Token::RevokedAt.is_null())
        .into_tuple()
        .all(tx.conn())
        .await?;
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::FamilyId.is_in(live))
        .order_by(Column::Id, Order::Desc)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Forgets those that were over before `before`, a few at a time; answers how many.
///
/// # Errors
/// The database's fault.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>, limit: u64) -> StoreResult<u64> {
    let old: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::ExpiresAt.lt(Moment::from(before)))
        .limit(limit)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(Entity::delete_many().filter(Column::Id.is_in(old)).exec(tx.conn()).await?.rows_affected)
}
