//! Orders.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, Order as By, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, MemberId, OrderId, RewardId, ShopId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::redemption::{CollectedBy, Order, OrderState, RewardKind};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::orders::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// The shop of an order that needs none: the column holds a reference always.
const NOWHERE: Uuid = Uuid::nil();

/// Whose orders: the union of these.
#[derive(Clone, Debug)]
pub struct Whose {
    /// Of members within this reach.
    pub members: Reach,
    /// In shops within this reach.
    pub shops: Reach,
    /// Of this member.
    pub own: Option<MemberId>,
}

impl Whose {
    fn condition(&self) -> Condition {
        let mut any = Condition::any()
            .add(within(Column::OrganizationPath, &self.members))
            .add(within(Column::ShopPath, &self.shops));
        if let Some(own) = self.own {
            any = any.add(Column::MemberId.eq(own.0));
        }
        any
    }
}

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct OrderFilter {
    /// In a state.
    pub state: Option<OrderState>,
    /// Of members under an organization.
    pub organization: Option<OrganizationPath>,
    /// In a shop.
    pub shop: Option<ShopId>,
    /// Made before this one (ids sort by time).
    pub before: Option<OrderId>,
    /// At most so many.
    pub limit: u64,
}

/// Writes a new order with the hashes of its code and PIN.
///
/// # Errors
/// [`StoreError::Duplicate`] when another order has the code, which hardly ever happens.
pub async fn insert(tx: &Tx, order: &Order, code: &[u8; 32], pin: Option<&[u8; 32]>, by: AccountId) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(order.id.0),
        member_id: ActiveValue::Set(order.member.0),
        organization_path: ActiveValue::Set(order.path.to_string()),
        shop_id: ActiveValue::Set(order.shop.map_or(NOWHERE, |shop| shop.0)),
        shop_path: ActiveValue::Set(order.shop_path.to_string()),
        reward_id: ActiveValue::Set(order.reward.0),
        reward_name: ActiveValue::Set(order.reward_name.clone()),
        unit: ActiveValue::Set(order.unit.clone()),
        kind: ActiveValue::Set(order.kind.code().to_owned()),
        quantity: ActiveValue::Set(order.quantity.into()),
        price: ActiveValue::Set(order.price.into()),
        points: ActiveValue::Set(order.points.into()),
        state: ActiveValue::Set(order.state.code().to_owned()),
        code_hash: ActiveValue::Set(code.to_vec()),
        pin_hash: ActiveValue::Set(pin.map(|pin| pin.to_vec())),
        pin_tries: ActiveValue::Set(0),
        ordered_by: ActiveValue::Set(by.0),
        ordered_at: ActiveValue::Set(order.ordered_at.into()),
        expires_at: ActiveValue::Set(order.expires_at.into()),
        warned_at: ActiveValue::Set(None),
        ended_at: ActiveValue::Set(order.ended_at.map(Into::into)),
        ended_by: ActiveValue::Set(order.ended_by.map(Into::into)),
        reason: ActiveValue::Set(None),
        collected_by: ActiveValue::Set(None),
        relation: ActiveValue::Set(None),
        collected_on: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One order of somebody's.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, of: &Whose, id: OrderId) -> StoreResult<Option<Order>> {
    Entity::find_by_id(id.0).filter(of.condition()).one(tx.conn()).await?.map(from_row).transpose()
}

/// The order of a pickup code. The code vouches for it; the caller still looks whose shop it is.
///
/// # Errors
/// The database's fault.
pub async fn by_code(tx: &Tx, code: &[u8; 32]) -> StoreResult<Option<Order>> {
    Entity::find().filter(Column::CodeHash.eq(code.as_slice())).one(tx.conn()).await?.map(from_row).transpose()
}

/// Orders of a shop by their ids, in the order of ids.
///
/// # Errors
/// The database's fault.
pub async fn by_ids(tx: &Tx, shop: ShopId, ids: &[OrderId]) -> StoreResult<Vec<Order>> {
    let rows = Entity::find()
        .filter(Column::ShopId.eq(shop.0))
        .filter(Column::Id.is_in(ids.iter().map(|id| id.0)))
        .order_by(Column::Id, By::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Orders of somebody's, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, of: &Whose, filter: &OrderFilter) -> StoreResult<Vec<Order>> {
    let mut query = Entity::find().filter(of.condition());
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.code()));
    }
    if let Some(path) = &filter.organization {
        query = query.filter(Column::OrganizationPath.starts_with(path.as_str()));
    }
    if let Some(shop) = filter.shop {
        query = query.filter(Column::ShopId.eq(shop.0));
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, By::Desc).limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// What waits in a shop at an instant to be collected, the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn waiting(
    tx: &Tx,
    shop: ShopId,
    now: DateTime<Utc>,
    after: Option<OrderId>,
    limit: u64,
) -> StoreResult<Vec<Order>> {
    let mut query = Entity::find()
        .filter(Column::ShopId.eq(shop.0))
        .filter(Column::State.eq(OrderState::Reserved.code()))
        .filter(Column::ExpiresAt.gt(Moment::from(now)));
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.0));
    }
    let rows = query.order_by(Column::Id, By::Asc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// How many orders are open in a shop, expired ones that nobody has ended yet included.
///
/// # Errors
/// The database's fault.
pub async fn reserved_in_shop(tx: &Tx, shop: ShopId) -> StoreResult<u64> {
    let open = Entity::find().filter(Column::ShopId.eq(shop.0)).filter(Column::State.eq(OrderState::Reserved.code()));
    Ok(open.count(tx.conn()).await?)
}

/// Writes how an order ended, if it is still in the state that the step was decided on; says whether.
///
/// # Errors
/// The database's fault.
pub async fn advance(tx: &Tx, from: OrderState, order: &Order) -> StoreResult<bool> {
    let advanced = Entity::update_many()
        .col_expr(Column::State, Expr::value(order.state.code()))
        .col_expr(Column::EndedAt, Expr::value(order.ended_at.map(Moment::from)))
        .col_expr(Column::EndedBy, Expr::value(order.ended_by.map(|by| by.0)))
        .col_expr(Column::Reason, Expr::value(order.reason.clone()))
        .col_expr(Column::CollectedBy, Expr::value(order.collected_by.map(CollectedBy::code)))
        .col_expr(Column::Relation, Expr::value(order.relation.clone()))
        .col_expr(Column::CollectedOn, Expr::value(order.collected_on))
        .filter(Column::Id.eq(order.id.0))
        .filter(Column::State.eq(from.code()))
        .exec(tx.conn())
        .await?;
    Ok(advanced.rows_affected == 1)
}

/// A few orders whose time is over.
///
/// # Errors
/// The database's fault.
pub async fn overdue(tx: &Tx, now: DateTime<Utc>, limit: u64) -> StoreResult<Vec<Order>> {
    let rows = Entity::find()
        .filter(Column::State.eq(OrderState::Reserved.code()))
        .filter(Column::ExpiresAt.lte(Moment::from(now)))
        .order_by(Column::ExpiresAt, By::Asc)
        .order_by(Column::Id, By::Asc)
        .limit(limit)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// A few orders that end by an instant and whose members have not been told yet.
///
/// # Errors
/// The database's fault.
pub async fn expiring(tx: &Tx, by: DateTime<Utc>, limit: u64) -> StoreResult<Vec<Order>> {
    let rows = Entity::find()
        .filter(Column::State.eq(OrderState::Reserved.code()))
        .filter(Column::ExpiresAt.lte(Moment::from(by)))
        .filter(Column::WarnedAt.is_null())
        .order_by(Column::ExpiresAt, By::Asc)
        .order_by(Column::Id, By::Asc)
        .limit(limit)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Notes that the member has been told of the end; says whether nobody else had noted it.
///
/// # Errors
/// The database's fault.
pub async fn warned(tx: &Tx, id: OrderId, now: DateTime<Utc>) -> StoreResult<bool> {
    let noted = Entity::update_many()
        .col_expr(Column::WarnedAt, Expr::value(Moment::from(now)))
        .filter(Column::Id.eq(id.0))
        .filter(Column::WarnedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(noted.rows_affected == 1)
}

fn from_row(row: Model) -> StoreResult<Order> {
    let unknown = |what: &str| StoreError::corrupt(format!("order {}: {what}", row.id));
    let collected_by = row.collected_by.as_deref();
    let collected_by = collected_by.map(|by| CollectedBy::from_code(by).ok_or_else(|| unknown("who collected")));
    Ok(Order {
        id: OrderId(row.id),
        member: MemberId(row.member_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        shop: Some(ShopId(row.shop_id)).filter(|shop| shop.0 != NOWHERE),
        shop_path: row.shop_path.parse().map_err(|_| unknown("its shop's path"))?,
        reward: RewardId(row.reward_id),
        kind: RewardKind::from_code(&row.kind).ok_or_else(|| unknown("its kind"))?,
        quantity: u32::try_from(row.quantity).map_err(|_| unknown("its quantity"))?,
        price: row.price.into(),
        points: row.points.into(),
        state: OrderState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        has_pin: row.pin_hash.is_some(),
        ordered_at: row.ordered_at.into(),
        expires_at: row.expires_at.into(),
        ended_at: row.ended_at.map(Into::into),
        ended_by: row.ended_by.map(AccountId),
        collected_by: collected_by.transpose()?,
        collected_on: row.collected_on,
        reward_name: row.reward_name,
        unit: row.unit,
        reason: row.reason,
        relation: row.relation,
    })
}
