//! Rounds.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect, UpdateMany,
};
use xianfeng_domain::access::Reach;
use xianfeng_domain::appraisal::{Appraisal, Kind, Minimum, Signature, State, Weights};
use xianfeng_domain::ids::{AccountId, AppraisalId, OrganizationId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::Period;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::appraisals::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct AppraisalFilter {
    /// Of an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// Of a year.
    pub year: Option<Period>,
    /// Made before this one (ids sort by time).
    pub before: Option<AppraisalId>,
    /// At most so many.
    pub limit: u64,
}

fn key(round: &Appraisal) -> Vec<u8> {
    let year = round.year.to_string();
    [round.organization.0.as_bytes().as_slice(), round.kind.code().as_bytes(), year.as_bytes()].concat()
}

/// Writes a new round.
///
/// # Errors
/// [`StoreError::Duplicate`] when the branch has one of the kind and year that is not cancelled.
pub async fn insert(tx: &Tx, round: &Appraisal, by: AccountId) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(round.id.0),
        organization_id: ActiveValue::Set(round.organization.0),
        organization_path: ActiveValue::Set(round.path.to_string()),
        year: ActiveValue::Set(round.year.to_string()),
        kind: ActiveValue::Set(round.kind.code().to_owned()),
        state: ActiveValue::Set(round.state.code().to_owned()),
        weight_own: ActiveValue::Set(round.weights.own.into()),
        weight_secretary: ActiveValue::Set(round.weights.secretary.into()),
        weight_peers: ActiveValue::Set(round.weights.peers.into()),
        weight_villagers: ActiveValue::Set(round.weights.villagers.into()),
        least_peers: ActiveValue::Set(round.minimum.peers.into()),
        least_villagers: ActiveValue::Set(round.minimum.villagers.into()),
        public: ActiveValue::Set(round.public),
        made_by: ActiveValue::Set(by.0),
        made_at: ActiveValue::Set(round.made_at.into()),
        opened_at: ActiveValue::Set(None),
        closed_at: ActiveValue::Set(None),
        signed_by: ActiveValue::Set(None),
        signed_at: ActiveValue::Set(None),
        meeting: ActiveValue::Set(None),
        reason: ActiveValue::Set(None),
        active_key: ActiveValue::Set(Some(key(round))),
        version: ActiveValue::Set(1),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One round within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: AppraisalId) -> StoreResult<Option<Appraisal>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// Rounds within reach, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, reach: &Reach, filter: &AppraisalFilter) -> StoreResult<Vec<Appraisal>> {
    let mut query = Entity::find().filter(within(Column::OrganizationPath, reach));
    if let Some(path) = &filter.organization {
        query = query.filter(Column::OrganizationPath.starts_with(path.as_str()));
    }
    if let Some(year) = filter.year {
        query = query.filter(Column::Year.eq(year.to_string()));
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

fn change(id: AppraisalId, from: &[State]) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.is_in(from.iter().map(|state| state.code())))
}

async fn done(tx: &Tx, update: UpdateMany<Entity>) -> StoreResult<bool> {
    Ok(update.exec(tx.conn()).await?.rows_affected == 1)
}

/// Takes the turn for a change of an open round; says whether it is open.
///
/// # Errors
/// The database's fault.
pub async fn take_turn(tx: &Tx, id: AppraisalId) -> StoreResult<bool> {
    done(tx, change(id, &[State::Open])).await
}

/// Opens a draft; says whether it was one.
///
/// # Errors
/// The database's fault.
pub async fn open(tx: &Tx, id: AppraisalId, now: DateTime<Utc>) -> StoreResult<bool> {
    let opened = change(id, &[State::Draft])
        .col_expr(Column::State, Expr::value(State::Open.code()))
        .col_expr(Column::OpenedAt, Expr::value(Moment::from(now)));
    done(tx, opened).await
}

/// Ends the rating of an open round; says whether it was open.
///
/// # Errors
/// The database's fault.
pub async fn close(tx: &Tx, id: AppraisalId, now: DateTime<Utc>) -> StoreResult<bool> {
    let closed = change(id, &[State::Open])
        .col_expr(Column::State, Expr::value(State::Closed.code()))
        .col_expr(Column::ClosedAt, Expr::value(Moment::from(now)));
    done(tx, closed).await
}

/// Signs a closed round; says whether it was closed.
///
/// # Errors
/// The database's fault.
pub async fn sign(tx: &Tx, id: AppraisalId, signature: &Signature) -> StoreResult<bool> {
    let signed = change(id, &[State::Closed])
        .col_expr(Column::State, Expr::value(State::Signed.code()))
        .col_expr(Column::SignedBy, Expr::value(signature.by.0))
        .col_expr(Column::SignedAt, Expr::value(Moment::from(signature.at)))
        .col_expr(Column::Meeting, Expr::value(signature.meeting.clone()))
        .col_expr(Column::Reason, Expr::value(signature.reason.clone()));
    done(tx, signed).await
}

/// Gives up a round that is not signed; says whether it could. Another may be made then.
///
/// # Errors
/// The database's fault.
pub async fn cancel(tx: &Tx, id: AppraisalId, reason: &str) -> StoreResult<bool> {
    let cancelled = change(id, &[State::Draft, State::Open, State::Closed])
        .col_expr(Column::State, Expr::value(State::Cancelled.code()))
        .col_expr(Column::Reason, Expr::value(reason))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None));
    done(tx, cancelled).await
}

fn from_row(row: Model) -> StoreResult<Appraisal> {
    let unknown = |what: &str| StoreError::corrupt(format!("appraisal {}: {what}", row.id));
    let count = |count: i64| u32::try_from(count).map_err(|_| unknown("a weight"));
    let signature = row.signed_by.zip(row.signed_at).map(|(by, at)| Signature {
        by: AccountId(by),
        at: at.into(),
        meeting: row.meeting.clone().unwrap_or_default(),
        reason: row.reason.clone().unwrap_or_default(),
    });
    Ok(Appraisal {
        id: AppraisalId(row.id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        year: row.year.parse().map_err(|_| unknown("its year"))?,
        kind: Kind::from_code(&row.kind).ok_or_else(|| unknown("its kind"))?,
        weights: Weights {
            own: count(row.weight_own)?,
            secretary: count(row.weight_secretary)?,
            peers: count(row.weight_peers)?,
            villagers: count(row.weight_villagers)?,
        },
        minimum: Minimum { peers: count(row.least_peers)?, villagers: count(row.least_villagers)? },
        public: row.public,
        state: State::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        made_at: row.made_at.into(),
        opened_at: row.opened_at.map(Into::into),
        closed_at: row.closed_at.map(Into::into),
        signature,
    })
}
