//! The rows of hand-overs.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use xianfeng_domain::access::{Reach, Role};
use xianfeng_domain::handovers::{Handover, HandoverState, Signature};
use xianfeng_domain::ids::{HandoverId, OrganizationId, PersonId};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::handovers::{ActiveModel, Column, Entity, Model};
use crate::entities::invites;
use crate::reach::within;

/// A hand-over, with the protocol of the open work that was frozen when it was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The hand-over.
    pub handover: Handover,
    /// The frozen protocol, as JSON.
    pub work: Option<String>,
}

/// Writes a new one.
///
/// # Errors
/// [`StoreError::Duplicate`] when one of the organization is open.
pub async fn insert(tx: &Tx, new: &Handover) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(new.id.0),
        organization_id: ActiveValue::Set(new.organization.0),
        organization_path: ActiveValue::Set(new.path.to_string()),
        role: ActiveValue::Set(new.role.code().to_owned()),
        outgoing_id: ActiveValue::Set(new.outgoing.0),
        incoming_id: ActiveValue::Set(new.incoming.0),
        state: ActiveValue::Set(new.state.code().to_owned()),
        by_township: ActiveValue::Set(new.by_township),
        note: ActiveValue::Set(new.note.clone()),
        opened_by: ActiveValue::Set(new.opened_by.0),
        opened_at: ActiveValue::Set(new.opened_at.into()),
        outgoing_signed_by: ActiveValue::Set(None),
        outgoing_signed_at: ActiveValue::Set(None),
        absent_reason: ActiveValue::Set(None),
        incoming_signed_at: ActiveValue::Set(None),
        work: ActiveValue::Set(None),
        ended_at: ActiveValue::Set(None),
        active_key: ActiveValue::Set(Some(new.organization.0.as_bytes().to_vec())),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// What a person sees: their own hand-overs, and those within reach.
fn visible(reach: &Reach, person: PersonId) -> Condition {
    Condition::any()
        .add(within(Column::OrganizationPath, reach))
        .add(Column::OutgoingId.eq(person.0))
        .add(Column::IncomingId.eq(person.0))
}

/// One that a person sees.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, person: PersonId, id: HandoverId) -> StoreResult<Option<Seen>> {
    Entity::find_by_id(id.0).filter(visible(reach, person)).one(tx.conn()).await?.map(from_row).transpose()
}

/// Those that a person sees, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    reach: &Reach,
    person: PersonId,
    before: Option<HandoverId>,
    limit: u64,
) -> StoreResult<Vec<Seen>> {
    let mut query = Entity::find().filter(visible(reach, person));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Writes the outgoing side's signature; says whether it was missing.
///
/// # Errors
/// The database's fault.
pub async fn sign_outgoing(tx: &Tx, id: HandoverId, signature: &Signature) -> StoreResult<bool> {
    let signed = Entity::update_many()
        .col_expr(Column::OutgoingSignedBy, Expr::value(signature.by.0))
        .col_expr(Column::OutgoingSignedAt, Expr::value(Moment::from(signature.at)))
        .col_expr(Column::AbsentReason, Expr::value(signature.absent.clone()))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(HandoverState::Open.code()))
        .filter(Column::OutgoingSignedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(signed.rows_affected == 1)
}

/// Writes the incoming side's signature; says whether it was missing.
///
/// # Errors
/// The database's fault.
pub async fn sign_incoming(tx: &Tx, id: HandoverId, now: DateTime<Utc>) -> StoreResult<bool> {
    let signed = Entity::update_many()
        .col_expr(Column::IncomingSignedAt, Expr::value(Moment::from(now)))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(HandoverState::Open.code()))
        .filter(Column::IncomingSignedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(signed.rows_affected == 1)
}

/// Finishes one that both sides have signed, with the protocol as it is now; says whether this was the time to. Of
/// two signatures at once the later one finds both: it is finished once.
///
/// # Errors
/// The database's fault.
pub async fn complete(tx: &Tx, id: HandoverId, work: &str, now: DateTime<Utc>) -> StoreResult<bool> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(HandoverState::Done.code()))
        .col_expr(Column::Work, Expr::value(work))
        .col_expr(Column::EndedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(HandoverState::Open.code()))
        .filter(Column::OutgoingSignedAt.is_not_null())
        .filter(Column::IncomingSignedAt.is_not_null())
        .exec(tx.conn())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Calls one off; says whether it was open.
///
/// # Errors
/// The database's fault.
pub async fn withdraw(tx: &Tx, id: HandoverId, now: DateTime<Utc>) -> StoreResult<bool> {
    let withdrawn = Entity::update_many()
        .col_expr(Column::State, Expr::value(HandoverState::Withdrawn.code()))
        .col_expr(Column::EndedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(HandoverState::Open.code()))
        .exec(tx.conn())
        .await?;
    Ok(withdrawn.rows_affected == 1)
}

/// Is a person invited, so that they will have an account?
///
/// # Errors
/// The database's fault.
pub async fn has_open_invite(tx: &Tx, person: PersonId, now: DateTime<Utc>) -> StoreResult<bool> {
    use invites::Column;
    let open = invites::Entity::find()
        .filter(Column::PersonId.eq(person.0))
        .filter(Column::UsedAt.is_null())
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(Moment::from(now)))
        .one(tx.conn())
        .await?;
    Ok(open.is_some())
}

fn from_row(row: Model) -> StoreResult<Seen> {
    let unknown = |what: &str| StoreError::corrupt(format!("hand-over {}: {what}", row.id));
    let signed = row.outgoing_signed_by.zip(row.outgoing_signed_at);
    let handover = Handover {
        id: HandoverId(row.id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        role: Role::from_code(&row.role).ok_or_else(|| unknown("its office"))?,
        outgoing: PersonId(row.outgoing_id),
        incoming: PersonId(row.incoming_id),
        state: HandoverState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        by_township: row.by_township,
        note: row.note,
        opened_by: PersonId(row.opened_by),
        opened_at: row.opened_at.into(),
        outgoing_signed: signed.map(|(by, at)| Signature {
            by: PersonId(by),
            at: at.into(),
            absent: row.absent_reason,
        }),
        incoming_signed_at: row.incoming_signed_at.map(Into::into),
        ended_at: row.ended_at.map(Into::into),
    };
    Ok(Seen { handover, work: row.work })
}
