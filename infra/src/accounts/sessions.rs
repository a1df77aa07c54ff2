//! Refresh tokens: long, rotating, stored hashed; reuse of an old one ends the family.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::AccountId;

use crate::db::{Moment, StoreResult, Tx};
use crate::entities::refresh_tokens::{ActiveModel, Column, Entity, Model};

/// A stored refresh token. The token itself is derived from its id and is nowhere stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefreshToken {
    /// Its id.
    pub id: Uuid,
    /// The log-in that it goes back to.
    pub family: Uuid,
    /// Whose it is.
    pub account: AccountId,
    /// Until when it can be used.
    pub expires_at: DateTime<Utc>,
    /// When its successor was issued.
    pub rotated_at: Option<DateTime<Utc>>,
    /// Its successor.
    pub successor: Option<Uuid>,
    /// When the family was ended.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When the family ends, whatever is refreshed: at a desk.
    pub ends_at: Option<DateTime<Utc>>,
}

impl From<Model> for RefreshToken {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            family: row.family_id,
            account: AccountId(row.account_id),
            expires_at: row.expires_at.into(),
            rotated_at: row.rotated_at.map(Into::into),
            successor: row.successor_id,
            revoked_at: row.revoked_at.map(Into::into),
            ends_at: row.ends_at.map(Into::into),
        }
    }
}

/// Stores a new token.
///
/// # Errors
/// The database's fault.
pub async fn issue(tx: &Tx, token: &RefreshToken, token_hash: &[u8; 32], now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(token.id),
        family_id: ActiveValue::Set(token.family),
        account_id: ActiveValue::Set(token.account.0),
        token_hash: ActiveValue::Set(token_hash.to_vec()),
        issued_at: ActiveValue::Set(now.into()),
        expires_at: ActiveValue::Set(token.expires_at.into()),
        rotated_at: ActiveValue::Set(None),
        successor_id: ActiveValue::Set(None),
        revoked_at: ActiveValue::Set(None),
        ends_at: ActiveValue::Set(token.ends_at.map(Into::into)),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The token with a hash.
///
/// # Errors
/// The database's fault.
pub async fn by_hash(tx: &Tx, token_hash: &[u8; 32]) -> StoreResult<Option<RefreshToken>> {
    let row = Entity::find().filter(Column::TokenHash.eq(token_hash.to_vec())).one(tx.conn()).await?;
    Ok(row.map(Into::into))
}

/// A token by id.
///
/// # Errors
/// The database's fault.
pub async fn successor(tx: &Tx, id: Uuid) -> StoreResult<Option<RefreshToken>> {
    Ok(Entity::find_by_id(id).one(tx.conn()).await?.map(Into::into))
}

/// Marks a token as followed by another, if it was not yet; says whether.
///
/// # Errors
/// The database's fault.
pub async fn rotate(tx: &Tx, id: Uuid, successor: Uuid, now: DateTime<Utc>) -> StoreResult<bool> {
    let rotated = Entity::update_many()
        .col_expr(Column::RotatedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::SuccessorId, Expr::value(successor))
        .filter(Column::Id.eq(id))
        .filter(Column::RotatedAt.is_null())
        .filter(Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(rotated.rows_affected == 1)
}

/// Ends a family: none of its tokens works any more.
///
/// # Errors
/// The database's fault.
pub async fn end_family(tx: &Tx, family: Uuid, now: DateTime<Utc>) -> StoreResult<()> {
    end(tx, Column::FamilyId.eq(family), now).await
}

/// Ends all families of an account.
///
/// # Errors
/// The database's fault.
pub async fn end_of_account(tx: &Tx, account: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    end(tx, Column::AccountId.eq(account.0), now).await
}

async fn end(tx: &Tx, whose: sea_orm::sea_query::Expr, now: DateTime<Utc>) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(Moment::from(now)))
        .filter(whose)
        .filter(Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Forgets tokens that expired or were revoked before `before`, a few at a time; answers how many.
///
/// # Errors
/// The database's fault.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>, limit: u64) -> StoreResult<u64> {
    let before = Moment::from(before);
    let old = Column::ExpiresAt.lt(before).or(Column::RevokedAt.lt(before));
    let old: Vec<Uuid> =
        Entity::find().select_only().column(Column::Id).filter(old).limit(limit).into_tuple().all(tx.conn()).await?;
    Ok(Entity::delete_many().filter(Column::Id.is_in(old)).exec(tx.conn()).await?.rows_affected)
}
