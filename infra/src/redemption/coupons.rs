//! Coupon codes: the pool. Encrypting and hashing is the caller's; nothing here knows a code.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, ExprTrait, Order as By, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, CouponId, OrderId, OrganizationId, RewardId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::redemption::CouponState;
use xianfeng_domain::time::Day;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::coupon_codes::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// Statements stay within what SQLite binds.
const ROWS_AT_ONCE: usize = 100;

/// What is known of a code without the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coupon {
    /// Its id.
    pub id: CouponId,
    /// Of which reward.
    pub reward: RewardId,
    /// The path of whose catalogue.
    pub path: OrganizationPath,
    /// The last four characters.
    pub last_four: String,
    /// What it is worth, in fen.
    pub face_fen: i64,
    /// The last day on which it is good.
    pub valid_until: Option<Day>,
    /// Where it stands.
    pub state: CouponState,
    /// Whose it is.
    pub order: Option<OrderId>,
    /// Whose it was before it was replaced or refunded.
    pub was_order: Option<OrderId>,
    /// When it came in.
    pub imported_at: DateTime<Utc>,
    /// When its owner first looked.
    pub first_shown_at: Option<DateTime<Utc>>,
    /// Why it was taken out.
    pub reason: Option<String>,
}

/// A code to be put into the pool. No `Debug` form: it holds the sealed code.
pub struct NewCode {
    /// Its id.
    pub id: CouponId,
    /// The code, encrypted.
    pub sealed: Vec<u8>,
    /// Its keyed hash.
    pub hash: [u8; 32],
    /// The last four characters.
    pub last_four: String,
    /// What it is worth, in fen.
    pub face_fen: i64,
    /// The last day on which it is good.
    pub valid_until: Option<Day>,
}

/// Where codes come in.
#[derive(Clone, Copy, Debug)]
pub struct Pool<'a> {
    /// Of which reward.
    pub reward: RewardId,
    /// The path of whose catalogue.
    pub path: &'a OrganizationPath,
    /// The township, in which a code comes in once.
    pub township: OrganizationId,
}

/// How a code was taken out.
#[derive(Clone, Copy, Debug)]
pub struct Ending<'a> {
    /// Why.
    pub reason: &'a str,
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Puts codes into a pool.
///
/// # Errors
/// [`StoreError::Race`] when one of them has come in meanwhile.
pub async fn insert(
    tx: &Tx,
    pool: Pool<'_>,
    codes: Vec<NewCode>,
    by: AccountId,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let row = |new: NewCode| ActiveModel {
        id: ActiveValue::Set(new.id.0),
        reward_id: ActiveValue::Set(pool.reward.0),
        township_id: ActiveValue::Set(pool.township.0),
        organization_path: ActiveValue::Set(pool.path.to_string()),
        sealed: ActiveValue::Set(new.sealed),
        code_hash: ActiveValue::Set(new.hash.to_vec()),
        last_four: ActiveValue::Set(new.last_four),
        face_fen: ActiveValue::Set(new.face_fen),
        valid_until: ActiveValue::Set(new.valid_until),
        state: ActiveValue::Set(CouponState::Free.code().to_owned()),
        order_id: ActiveValue::Set(None),
        was_order_id: ActiveValue::Set(None),
        imported_by: ActiveValue::Set(by.0),
        imported_at: ActiveValue::Set(now.into()),
        assigned_at: ActiveValue::Set(None),
        first_shown_at: ActiveValue::Set(None),
        ended_at: ActiveValue::Set(None),
        ended_by: ActiveValue::Set(None),
        reason: ActiveValue::Set(None),
    };
    let mut rows = codes.into_iter().map(row).peekable();
    while rows.peek().is_some() {
        let some: Vec<_> = rows.by_ref().take(ROWS_AT_ONCE).collect();
        match Entity::insert_many(some).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
            Err(StoreError::Duplicate) => return Err(StoreError::Race("a coupon code")),
            other => other?,
        };
    }
    Ok(())
}

/// Which of these codes have come in before, by their hashes.
///
/// # Errors
/// The database's fault.
pub async fn known(tx: &Tx, township: OrganizationId, hashes: &[[u8; 32]]) -> StoreResult<HashMap<Vec<u8>, Coupon>> {
    let mut known = HashMap::new();
    for some in hashes.chunks(ROWS_AT_ONCE) {
        let rows = Entity::find()
            .filter(Column::TownshipId.eq(township.0))
            .filter(Column::CodeHash.is_in(some.iter().map(|hash| hash.to_vec())))
            .all(tx.conn())
            .await?;
        for row in rows {
            known.insert(row.code_hash.clone(), from_row(row)?);
        }
    }
    Ok(known)
}

/// Some free codes of a reward that are good until a day at least, those that run out soonest first.
///
/// # Errors
/// The database's fault.
pub async fn free(tx: &Tx, reward: RewardId, until: Day, limit: u64) -> StoreResult<Vec<CouponId>> {
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(usable(until))
        .filter(Column::RewardId.eq(reward.0))
        .order_by(Column::ValidUntil.is_null(), By::Asc)
        .order_by(Column::ValidUntil, By::Asc)
        .order_by(Column::Id, By::Asc)
        .limit(limit)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(ids.into_iter().map(CouponId).collect())
}

fn usable(until: Day) -> Condition {
    Condition::all()
        .add(Column::State.eq(CouponState::Free.code()))
        .add(Column::ValidUntil.is_null().or(Column::ValidUntil.gte(until)))
}

/// Gives a free code to an order; says whether it was still free. This, not what was read before, keeps a
/// code from going to two (invariant 5).
///
/// # Errors
/// [`StoreError::Duplicate`] when the order has a code.
pub async fn assign(tx: &Tx, id: CouponId, order: OrderId, until: Day, now: DateTime<Utc>) -> StoreResult<bool> {
    let assigned = Entity::update_many()
        .col_expr(Column::State, Expr::value(CouponState::Assigned.code()))
        .col_expr(Column::OrderId, Expr::value(order.0))
        .col_expr(Column::AssignedAt, Expr::value(Moment::from(now)))
        .filter(Column::Id.eq(id.0))
        .filter(usable(until))
        .exec(tx.conn())
        .await?;
    Ok(assigned.rows_affected == 1)
}

/// Notes that the owner of an order looks at its code; the first time stays.
///
/// # Errors
/// The database's fault.
pub async fn show(tx: &Tx, order: OrderId, now: DateTime<Utc>) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(CouponState::Shown.code()))
        .col_expr(Column::FirstShownAt, Expr::value(Moment::from(now)))
        .filter(Column::OrderId.eq(order.0))
        .filter(Column::State.eq(CouponState::Assigned.code()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The codes of orders. Whoever may see the order may see this much.
///
/// # Errors
/// The database's fault.
pub async fn of_orders(tx: &Tx, orders: impl IntoIterator<Item = OrderId>) -> StoreResult<HashMap<OrderId, Coupon>> {
    let ids: Vec<Uuid> = orders.into_iter().map(|order| order.0).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = read(tx, Entity::find().filter(Column::OrderId.is_in(ids))).await?;
    Ok(rows.into_iter().filter_map(|coupon| Some((coupon.order?, coupon))).collect())
}

/// The encrypted code of an order, if the order still has this very one. For its owner alone.
///
/// # Errors
/// The database's fault.
pub async fn sealed(tx: &Tx, id: CouponId, order: OrderId) -> StoreResult<Option<Vec<u8>>> {
    let row = Entity::find_by_id(id.0).filter(Column::OrderId.eq(order.0)).one(tx.conn()).await?;
    Ok(row.map(|row| row.sealed))
}

/// Takes an order's code away from it and out of the pool; says whether the order had this very one.
///
/// # Errors
/// The database's fault.
pub async fn take_away(tx: &Tx, id: CouponId, order: OrderId, ending: Ending<'_>) -> StoreResult<bool> {
    let taken = ended(CouponState::Withdrawn, ending)
        .col_expr(Column::OrderId, Expr::value(None::<Uuid>))
        .col_expr(Column::WasOrderId, Expr::value(order.0))
        .filter(Column::Id.eq(id.0))
        .filter(Column::OrderId.eq(order.0))
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Takes a free code out of the pool; says whether it was still free.
///
/// # Errors
/// The database's fault.
pub async fn take_out(tx: &Tx, id: CouponId, state: CouponState, ending: Ending<'_>) -> StoreResult<bool> {
    let taken = ended(state, ending)
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(CouponState::Free.code()))
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}

fn ended(state: CouponState, ending: Ending<'_>) -> sea_orm::UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::EndedAt, Expr::value(Moment::from(ending.at)))
        .col_expr(Column::EndedBy, Expr::value(ending.by.0))
        .col_expr(Column::Reason, Expr::value(ending.reason))
}

/// One code within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: CouponId) -> StoreResult<Option<Coupon>> {
    let query = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach));
    Ok(read(tx, query).await?.pop())
}

/// The codes of a reward, the newest first; the caller sees to it that the reward is within reach.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    reward: RewardId,
    state: Option<CouponState>,
    before: Option<CouponId>,
    limit: u64,
) -> StoreResult<Vec<Coupon>> {
    let mut query = Entity::find().filter(Column::RewardId.eq(reward.0));
    if let Some(state) = state {
        query = query.filter(Column::State.eq(state.code()));
    }
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.0));
    }
    read(tx, query.order_by(Column::Id, By::Desc).limit(limit)).await
}

/// How many codes of a reward there are in each state that has any.
///
/// # Errors
/// The database's fault.
pub async fn counts(tx: &Tx, reward: RewardId) -> StoreResult<HashMap<CouponState, i64>> {
    let rows: Vec<(String, i64)> = Entity::find()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "codes")
        .filter(Column::RewardId.eq(reward.0))
        .group_by(Column::State)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let state = |(code, count): (String, i64)| Ok((state_of(&code)?, count));
    rows.into_iter().map(state).collect()
}

/// How many codes of each of these rewards can be handed out, where there are any.
///
/// # Errors
/// The database's fault.
pub async fn left(
    tx: &Tx,
    rewards: impl IntoIterator<Item = RewardId>,
    until: Day,
) -> StoreResult<HashMap<RewardId, i64>> {
    let ids: Vec<Uuid> = rewards.into_iter().map(|reward| reward.0).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, i64)> = Entity::find()
        .select_only()
        .column(Column::RewardId)
        .column_as(Column::Id.count(), "codes")
        .filter(usable(until))
        .filter(Column::RewardId.is_in(ids))
        .group_by(Column::RewardId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(reward, count)| (RewardId(reward), count)).collect())
}

/// Some free codes whose day has passed.
///
/// # Errors
/// The database's fault.
pub async fn overdue(tx: &Tx, today: Day, limit: u64) -> StoreResult<Vec<Coupon>> {
    let query = Entity::find()
        .filter(Column::State.eq(CouponState::Free.code()))
        .filter(Column::ValidUntil.lt(today))
        .order_by(Column::ValidUntil, By::Asc)
        .order_by(Column::Id, By::Asc);
    read(tx, query.limit(limit)).await
}

/// All codes that are or were an order's, or say so, for whoever checks them.
///
/// # Errors
/// The database's fault.
pub async fn to_check(tx: &Tx) -> StoreResult<Vec<Coupon>> {
    let taken = [CouponState::Assigned, CouponState::Shown].map(CouponState::code);
    let any = Condition::any()
        .add(Column::OrderId.is_not_null())
        .add(Column::WasOrderId.is_not_null())
        .add(Column::State.is_in(taken));
    read(tx, Entity::find().filter(any).order_by(Column::Id, By::Asc)).await
}

async fn read(tx: &Tx, query: Select<Entity>) -> StoreResult<Vec<Coupon>> {
    query.all(tx.conn()).await?.into_iter().map(from_row).collect()
}

fn state_of(code: &str) -> StoreResult<CouponState> {
    CouponState::from_code(code).ok_or_else(|| StoreError::corrupt("a coupon code's state"))
}

fn from_row(row: Model) -> StoreResult<Coupon> {
    Ok(Coupon {
        id: CouponId(row.id),
        reward: RewardId(row.reward_id),
        path: row.organization_path.parse().map_err(|_| StoreError::corrupt(format!("coupon {}: its path", row.id)))?,
        last_four: row.last_four,
        face_fen: row.face_fen,
        valid_until: row.valid_until,
        state: state_of(&row.state)?,
        order: row.order_id.map(OrderId),
        was_order: row.was_order_id.map(OrderId),
        imported_at: row.imported_at.into(),
        first_shown_at: row.first_shown_at.map(Into::into),
        reason: row.reason,
    })
}
