//! What happened to a claim, step by step.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use xianfeng_domain::ids::{AccountId, ClaimId};
use xianfeng_domain::tasks::{Claim, ClaimAction};

use crate::db::{StoreResult, Tx};
use crate::entities::claim_events::{ActiveModel, Column, Entity};

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The action's code.
    pub action: String,
    /// The state before.
    pub from: String,
    /// The state after.
    pub to: String,
    /// Who did it.
    pub actor: AccountId,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Writes the step from one state of a claim to the next; its number is the version reached.
///
/// # Errors
/// The database's fault.
pub async fn add(
    tx: &Tx,
    before: &Claim,
    after: &Claim,
    action: ClaimAction,
    actor: AccountId,
    reason: Option<&str>,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    let row = ActiveModel {
        claim_id: ActiveValue::Set(before.id.0),
        seq: ActiveValue::Set(i64::try_from(before.version).unwrap_or(i64::MAX)),
        action: ActiveValue::Set(action.code().to_owned()),
        from_state: ActiveValue::Set(before.state.code().to_owned()),
        to_state: ActiveValue::Set(after.state.code().to_owned()),
        actor: ActiveValue::Set(actor.0),
        reason: ActiveValue::Set(reason.map(str::to_owned)),
        at: ActiveValue::Set(at.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The steps of a claim, in order.
///
/// # Errors
/// The database's fault.
pub async fn of_claim(tx: &Tx, claim: ClaimId) -> StoreResult<Vec<Event>> {
    let rows =
        Entity::find().filter(Column::ClaimId.eq(claim.0)).order_by(Column::Seq, Order::Asc).all(tx.conn()).await?;
    Ok(rows
        .into_iter()
        .map(|row| Event {
            action: row.action,
            from: row.from_state,
            to: row.to_state,
            actor: AccountId(row.actor),
            reason: row.reason,
            at: row.at.into(),
        })
        .collect())
}
