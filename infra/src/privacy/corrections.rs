//! Requests to correct what is held on a person. What they wish is sealed: it may be a phone number.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, CorrectionId, PersonId};
use xianfeng_domain::privacy::{Correction, CorrectionState, Field};

use super::Vault;
use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::corrections::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// Whose requests.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'a> {
    /// Everybody's within a reach.
    Within(&'a Reach),
    /// One person's own.
    Own(PersonId),
}

/// Writes a request.
///
/// # Errors
/// [`StoreError::Duplicate`] when one about the same field waits.
pub async fn insert(tx: &Tx, vault: &Vault, request: &Correction) -> StoreResult<()> {
    let key = [request.person.0.as_bytes().as_slice(), request.field.code().as_bytes()].concat();
    let row = ActiveModel {
        id: ActiveValue::Set(request.id.0),
        person_id: ActiveValue::Set(request.person.0),
        organization_path: ActiveValue::Set(request.path.to_string()),
        field: ActiveValue::Set(request.field.code().to_owned()),
        wished_cipher: ActiveValue::Set(vault.seal_text(&request.wished)?),
        why: ActiveValue::Set(request.why.clone()),
        state: ActiveValue::Set(request.state.code().to_owned()),
        asked_at: ActiveValue::Set(request.asked_at.into()),
        decided_by: ActiveValue::Set(None),
        decided_at: ActiveValue::Set(None),
        answer: ActiveValue::Set(None),
        active_key: ActiveValue::Set(Some(key)),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Requests, the newest first: within a reach, or a person's own.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    vault: &Vault,
    whose: Whose<'_>,
    state: Option<CorrectionState>,
    before: Option<Uuid>,
    limit: u64,
) -> StoreResult<Vec<Correction>> {
    let mut query = match whose {
        Whose::Within(reach) => Entity::find().filter(within(Column::OrganizationPath, reach)),
        Whose::Own(person) => Entity::find().filter(Column::PersonId.eq(person.0)),
    };
    if let Some(state) = state {
        query = query.filter(Column::State.eq(state.code()));
    }
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(|row| from_row(row, vault)).collect()
}

/// One request within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, vault: &Vault, reach: &Reach, id: CorrectionId) -> StoreResult<Option<Correction>> {
    let query = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach));
    query.one(tx.conn()).await?.map(|row| from_row(row, vault)).transpose()
}

/// Decides a request that waits; says whether it did.
///
/// # Errors
/// The database's fault.
pub async fn decide(
    tx: &Tx,
    id: CorrectionId,
    state: CorrectionState,
    answer: Option<&str>,
    by: AccountId,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let decided = Entity::update_many()
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::Answer, Expr::value(answer.map(str::to_owned)))
        .col_expr(Column::DecidedBy, Expr::value(by.0))
        .col_expr(Column::DecidedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(CorrectionState::Waiting.code()))
        .exec(tx.conn())
        .await?;
    Ok(decided.rows_affected == 1)
}

fn from_row(row: Model, vault: &Vault) -> StoreResult<Correction> {
    let unknown = |what: &str| StoreError::corrupt(format!("correction {}: {what}", row.id));
    Ok(Correction {
        id: CorrectionId(row.id),
        person: PersonId(row.person_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        field: Field::from_code(&row.field).ok_or_else(|| unknown("its field"))?,
        wished: vault.open_text(&row.wished_cipher)?,
        state: CorrectionState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        why: row.why,
        asked_at: row.asked_at.into(),
        decided_by: row.decided_by.map(AccountId),
        decided_at: row.decided_at.map(Into::into),
        answer: row.answer,
    })
}
