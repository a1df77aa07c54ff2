//! Requests to bind a new account to a person who has one already (a lost phone).

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Cond, Expr, ExprTrait};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, OrganizationId, PersonId};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::rebindings::{ActiveModel, Column, Entity, Model};
use crate::organizations;

/// The state of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RebindingState {
    /// Waiting for the secretary.
    Requested,
    /// The new account is the person's.
    Approved,
    /// Refused with a reason.
    Rejected,
}

impl RebindingState {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Requested, Self::Approved, Self::Rejected].into_iter().find(|state| state.code() == code)
    }
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    /// Its id.
    pub id: Uuid,
    /// The new account.
    pub account: AccountId,
    /// Whose it is to be.
    pub person: PersonId,
    /// The branch whose secretary decides.
    pub organization: OrganizationId,
    /// Its state.
    pub state: RebindingState,
    /// When it was made.
    pub requested_at: DateTime<Utc>,
}

/// Makes a request; a newer one by the same person takes the older one's place.
///
/// # Errors
/// The database's fault.
pub async fn request(tx: &Tx, rebinding: &Rebinding) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(RebindingState::Rejected.code()))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::ActiveKey.eq(rebinding.person.0.as_bytes().to_vec()))
        .exec(tx.conn())
        .await?;
    let row = ActiveModel {
        id: ActiveValue::Set(rebinding.id),
        account_id: ActiveValue::Set(rebinding.account.0),
        person_id: ActiveValue::Set(rebinding.person.0),
        organization_id: ActiveValue::Set(rebinding.organization.0),
        state: ActiveValue::Set(rebinding.state.code().to_owned()),
        reason: ActiveValue::Set(None),
        requested_at: ActiveValue::Set(rebinding.requested_at.into()),
        decided_by: ActiveValue::Set(None),
        decided_at: ActiveValue::Set(None),
        active_key: ActiveValue::Set(Some(rebinding.person.0.as_bytes().to_vec())),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The open requests within reach, the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn open(tx: &Tx, reach: &Reach) -> StoreResult<Vec<Rebinding>> {
    let organizations = organizations::list(tx, reach).await?;
    let rows = Entity::find()
        .filter(Column::State.eq(RebindingState::Requested.code()))
        .filter(Column::OrganizationId.is_in(organizations.iter().map(|organization| organization.id.0)))
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// One request within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: Uuid) -> StoreResult<Option<Rebinding>> {
    let Some(row) = Entity::find_by_id(id).one(tx.conn()).await? else { return Ok(None) };
    let rebinding = from_row(row)?;
    let organization = organizations::find(tx, reach, rebinding.organization).await?;
    Ok(organization.map(|_| rebinding))
}

/// Decides an open request; says whether it was open.
///
/// # Errors
/// The database's fault.
pub async fn decide(
    tx: &Tx,
    id: Uuid,
    state: RebindingState,
    by: AccountId,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let decided = Entity::update_many()
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::Reason, Expr::value(reason))
        .col_expr(Column::DecidedBy, Expr::value(by.0))
        .col_expr(Column::DecidedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(RebindingState::Requested.code()))
        .exec(tx.conn())
        .await?;
    Ok(decided.rows_affected == 1)
}

fn from_row(row: Model) -> StoreResult<Rebinding> {
    Ok(Rebinding {
        id: row.id,
        account: AccountId(row.account_id),
        person: PersonId(row.person_id),
        organization: OrganizationId(row.organization_id),
        state: RebindingState::from_code(&row.state).ok_or_else(|| StoreError::corrupt("a rebinding's state"))?,
        requested_at: row.requested_at.into(),
    })
}

/// Forgets requests that were decided before `before`, or replaced by a newer one and made before
/// it, a few at a time; answers how many.
///
/// # Errors
/// The database's fault.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>, limit: u64) -> StoreResult<u64> {
    let before = Moment::from(before);
    let old = Cond::all()
        .add(Column::State.ne(RebindingState::Requested.code()))
        .add(Column::DecidedAt.lt(before).or(Column::DecidedAt.is_null().and(Column::RequestedAt.lt(before))));
    let old: Vec<Uuid> =
        Entity::find().select_only().column(Column::Id).filter(old).limit(limit).into_tuple().all(tx.conn()).await?;
    Ok(Entity::delete_many().filter(Column::Id.is_in(old)).exec(tx.conn()).await?.rows_affected)
}
