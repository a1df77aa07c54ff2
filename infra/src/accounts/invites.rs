//! One-time invite codes.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, PersonId};

use crate::db::{Moment, StoreResult, Tx};
use crate::entities::invites::{ActiveModel, Column, Entity, Model};

/// An invite. Its code is derived from the id; the table holds only the code's hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invite {
    /// Its id.
    pub id: Uuid,
    /// Whom it binds.
    pub person: PersonId,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// Stores a new invite and ends the person's open ones.
///
/// # Errors
/// The database's fault.
pub async fn create(
    tx: &Tx,
    invite: &Invite,
    code_hash: &[u8; 32],
    by: AccountId,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    revoke_for(tx, invite.person, now).await?;
    let row = ActiveModel {
        id: ActiveValue::Set(invite.id),
        person_id: ActiveValue::Set(invite.person.0),
        code_hash: ActiveValue::Set(code_hash.to_vec()),
        created_by: ActiveValue::Set(by.0),
        created_at: ActiveValue::Set(now.into()),
        expires_at: ActiveValue::Set(invite.expires_at.into()),
        used_at: ActiveValue::Set(None),
        used_by: ActiveValue::Set(None),
        revoked_at: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Ends the open invites of a person.
///
/// # Errors
/// The database's fault.
pub async fn revoke_for(tx: &Tx, person: PersonId, now: DateTime<Utc>) -> StoreResult<()> {
    revoke(tx, Column::PersonId.eq(person.0), now).await
}

/// Ends the open invites that an account made.
///
/// # Errors
/// The database's fault.
pub async fn revoke_by(tx: &Tx, account: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    revoke(tx, Column::CreatedBy.eq(account.0), now).await
}

async fn revoke(tx: &Tx, which: SimpleExpr, now: DateTime<Utc>) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(Moment::from(now)))
        .filter(which)
        .filter(Column::UsedAt.is_null())
        .filter(Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Whether an invite can still be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InviteState {
    /// It can.
    Open,
    /// Somebody did.
    Used,
    /// Its time is over, or a newer one took its place.
    Expired,
}

/// One invite.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> StoreResult<Option<(Invite, InviteState)>> {
    let row = Entity::find_by_id(id).one(tx.conn()).await?;
    Ok(row.map(|row| {
        let invite = Invite { id: row.id, person: PersonId(row.person_id), expires_at: row.expires_at.into() };
        (invite, state(&row, now))
    }))
}

/// What became of the invite with a code; none where there never was one.
///
/// # Errors
/// The database's fault.
pub async fn state_of(tx: &Tx, code_hash: &[u8; 32], now: DateTime<Utc>) -> StoreResult<Option<InviteState>> {
    let row = Entity::find().filter(Column::CodeHash.eq(code_hash.to_vec())).one(tx.conn()).await?;
    Ok(row.map(|row| state(&row, now)))
}

/// Whom an account was bound to by the code that it used; none where it did not use it.
///
/// # Errors
/// The database's fault.
pub async fn bound_by(tx: &Tx, code_hash: &[u8; 32], account: AccountId) -> StoreResult<Option<PersonId>> {
    let query = Entity::find().filter(Column::CodeHash.eq(code_hash.to_vec()));
    let row = query.filter(Column::UsedBy.eq(account.0)).one(tx.conn()).await?;
    Ok(row.map(|row| PersonId(row.person_id)))
}

fn state(row: &Model, now: DateTime<Utc>) -> InviteState {
    if row.used_at.is_some() {
        InviteState::Used
    } else if row.revoked_at.is_some() || row.expires_at <= Moment::from(now) {
        InviteState::Expired
    } else {
        InviteState::Open
    }
}

/// Uses a code, if it is open; answers whom it binds, and which account made it.
///
/// # Errors
/// The database's fault.
pub async fn redeem(
    tx: &Tx,
    code_hash: &[u8; 32],
    by: AccountId,
    now: DateTime<Utc>,
) -> StoreResult<Option<(PersonId, AccountId)>> {
    let found = Entity::find().filter(Column::CodeHash.eq(code_hash.to_vec())).one(tx.conn()).await?;
    let Some(row) = found else { return Ok(None) };
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::UsedBy, Expr::value(by.0))
        .filter(Column::Id.eq(row.id))
        .filter(Column::UsedAt.is_null())
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(Moment::from(now)))
        .exec(tx.conn())
        .await?;
    Ok((used.rows_affected == 1).then_some((PersonId(row.person_id), AccountId(row.created_by))))
}

/// Forgets invites that were over before `before`, a few at a time; answers how many.
///
/// # Errors
/// The database's fault.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>, limit: u64) -> StoreResult<u64> {
    let before = Moment::from(before);
    let old = Column::ExpiresAt.lt(before).or(Column::UsedAt.lt(before)).or(Column::RevokedAt.lt(before));
    let old: Vec<Uuid> =
        Entity::find().select_only().column(Column::Id).filter(old).limit(limit).into_tuple().all(tx.conn()).await?;
    Ok(Entity::delete_many().filter(Column::Id.is_in(old)).exec(tx.conn()).await?.rows_affected)
}
