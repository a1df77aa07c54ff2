//! Base points that a committee withheld from a member for a period (S2-1).

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use xianfeng_domain::ids::{AccountId, MemberId, OrganizationId, WithholdingId};
use xianfeng_domain::ledger::digest;
use xianfeng_domain::time::Period;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::base_withholdings::{ActiveModel, Column, Entity, Model};

/// A decision to withhold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withholding {
    /// The id.
    pub id: WithholdingId,
    /// From whom.
    pub member: MemberId,
    /// The owner of the rule book that grants.
    pub owner: OrganizationId,
    /// The period's base points.
    pub period: Period,
    /// Why.
    pub reason: String,
    /// The meeting that decided.
    pub meeting: String,
    /// Who recorded it.
    pub decided_by: AccountId,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// When it was lifted, if it was.
    pub lifted_at: Option<DateTime<Utc>>,
    /// Why it was lifted.
    pub lift_reason: Option<String>,
}

/// Records a decision. The caller holds the member's turn.
///
/// # Errors
/// [`StoreError::Duplicate`] when the member's base points of that period are withheld already.
pub async fn withhold(tx: &Tx, new: &Withholding) -> StoreResult<()> {
    let period = new.period.to_string();
    let key = digest([new.member.0.as_bytes().as_slice(), new.owner.0.as_bytes(), period.as_bytes()]);
    let row = ActiveModel {
        id: ActiveValue::Set(new.id.0),
        member_id: ActiveValue::Set(new.member.0),
        owner_id: ActiveValue::Set(new.owner.0),
        period: ActiveValue::Set(period),
        reason: ActiveValue::Set(new.reason.clone()),
        meeting: ActiveValue::Set(new.meeting.clone()),
        decided_by: ActiveValue::Set(new.decided_by.0),
        decided_at: ActiveValue::Set(new.decided_at.into()),
        lift_reason: ActiveValue::Set(None),
        lifted_by: ActiveValue::Set(None),
        lifted_at: ActiveValue::Set(None),
        active_key: ActiveValue::Set(Some(key.to_vec())),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Lifts a decision; says whether it stood. The caller holds the member's turn.
///
/// # Errors
/// The database's fault.
pub async fn lift(tx: &Tx, id: WithholdingId, reason: &str, by: AccountId, now: DateTime<Utc>) -> StoreResult<bool> {
    let lifted = Entity::update_many()
        .col_expr(Column::LiftReason, Expr::value(reason))
        .col_expr(Column::LiftedBy, Expr::value(by.0))
        .col_expr(Column::LiftedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::Id.eq(id.0))
        .filter(Column::ActiveKey.is_not_null())
        .exec(tx.conn())
        .await?;
    Ok(lifted.rows_affected == 1)
}

/// One decision. Whether the caller may see it, the member's reach says.
///
/// # Errors
/// The database's fault.
pub async fn withholding(tx: &Tx, id: WithholdingId) -> StoreResult<Option<Withholding>> {
    Entity::find_by_id(id.0).one(tx.conn()).await?.map(from_row).transpose()
}

/// The decisions about a member, the oldest first. Few: each is a committee's.
///
/// # Errors
/// The database's fault.
pub async fn withholdings_of(tx: &Tx, member: MemberId) -> StoreResult<Vec<Withholding>> {
    let rows =
        Entity::find().filter(Column::MemberId.eq(member.0)).order_by(Column::Id, Order::Asc).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// From whom an owner's base points of a period are withheld now.
///
/// # Errors
/// The database's fault.
pub async fn withheld_from(tx: &Tx, owner: OrganizationId, period: Period) -> StoreResult<HashSet<MemberId>> {
    let rows = Entity::find()
        .filter(Column::OwnerId.eq(owner.0))
        .filter(Column::Period.eq(period.to_string()))
        .filter(Column::ActiveKey.is_not_null())
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| MemberId(row.member_id)).collect())
}

fn from_row(row: Model) -> StoreResult<Withholding> {
    let period = row.period.parse();
    Ok(Withholding {
        id: WithholdingId(row.id),
        member: MemberId(row.member_id),
        owner: OrganizationId(row.owner_id),
        period: period.map_err(|_| StoreError::corrupt(format!("withholding {}: its period", row.id)))?,
        reason: row.reason,
        meeting: row.meeting,
        decided_by: AccountId(row.decided_by),
        decided_at: row.decided_at.into(),
        lifted_at: row.lifted_at.map(Into::into),
        lift_reason: row.lift_reason,
    })
}
