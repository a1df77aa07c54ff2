//! The catalogue.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect,
};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, OrganizationId, RewardId, ShopId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::redemption::{Limit, LimitPeriod, Reward, RewardKind, RewardState, Shop, Threshold};

use super::Seen;
use crate::db::{Hundredths, StoreError, StoreResult, Tx};
use crate::entities::rewards::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct RewardFilter {
    /// In a state.
    pub state: Option<RewardState>,
    /// To be had in a shop.
    pub shop: Option<Shop>,
    /// Made before this one (ids sort by time).
    pub before: Option<RewardId>,
    /// At most so many.
    pub limit: u64,
}

/// Writes a new reward.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, reward: &Reward, by: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(reward.id.0),
        organization_id: ActiveValue::Set(reward.organization.0),
        organization_path: ActiveValue::Set(reward.path.to_string()),
        shop_id: ActiveValue::Set(reward.shop.map(Into::into)),
        name: ActiveValue::Set(reward.name.clone()),
        unit: ActiveValue::Set(reward.unit.clone()),
        description: ActiveValue::Set(reward.description.clone()),
        kind: ActiveValue::Set(reward.kind.code().to_owned()),
        price: ActiveValue::Set(reward.price.into()),
        limit_most: ActiveValue::Set(reward.limit.map(|limit| limit.most.into())),
        limit_per: ActiveValue::Set(reward.limit.map(|limit| limit.per.code().to_owned())),
        threshold_points: ActiveValue::Set(reward.threshold.points.map(Into::into)),
        threshold_grades: ActiveValue::Set(joined(&reward.threshold.grades)),
        state: ActiveValue::Set(reward.state.code().to_owned()),
        version: ActiveValue::Set(1),
        low_mark: ActiveValue::Set(reward.low_mark.map(Into::into)),
        created_by: ActiveValue::Set(by.0),
        created_at: ActiveValue::Set(now.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One reward within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: RewardId) -> StoreResult<Option<Reward>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// One reward that somebody sees: drafts within reach only.
///
/// # Errors
/// The database's fault.
pub async fn find_seen(tx: &Tx, seen: &Seen, id: RewardId) -> StoreResult<Option<Reward>> {
    Entity::find_by_id(id.0).filter(shown(seen)).one(tx.conn()).await?.map(from_row).transpose()
}

/// One reward that a shop hands out.
///
/// # Errors
/// The database's fault.
pub async fn find_for_shop(tx: &Tx, shop: &Shop, id: RewardId) -> StoreResult<Option<Reward>> {
    Entity::find_by_id(id.0).filter(at(shop)).one(tx.conn()).await?.map(from_row).transpose()
}

/// One reward that needs no shop, for the members of a branch: of the branch's catalogue, or of one above.
///
/// # Errors
/// The database's fault.
pub async fn find_above(tx: &Tx, branch: &OrganizationPath, id: RewardId) -> StoreResult<Option<Reward>> {
    let above = Column::OrganizationId.is_in(branch.ids().map(|id| id.0));
    Entity::find_by_id(id.0).filter(above).one(tx.conn()).await?.map(from_row).transpose()
}

/// The coupons that are offered and have a mark below which the township is told. A job looks at all.
///
/// # Errors
/// The database's fault.
pub async fn with_low_mark(tx: &Tx) -> StoreResult<Vec<Reward>> {
    let rows = Entity::find()
        .filter(Column::Kind.eq(RewardKind::Coupon.code()))
        .filter(Column::State.eq(RewardState::Offered.code()))
        .filter(Column::LowMark.is_not_null())
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

fn at(shop: &Shop) -> Condition {
    Condition::all()
        .add(Column::OrganizationId.is_in(shop.path.ids().map(|id| id.0)))
        .add(Column::ShopId.is_null().or(Column::ShopId.eq(shop.id.0)))
}

fn shown(seen: &Seen) -> Condition {
    let open = Condition::all()
        .add(Column::OrganizationId.is_in(seen.organizations.iter().map(|id| id.0)))
        .add(Column::State.ne(RewardState::Draft.code()));
    Condition::any().add(open).add(within(Column::OrganizationPath, &seen.reach))
}

/// Rewards that somebody sees, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, seen: &Seen, filter: &RewardFilter) -> StoreResult<Vec<Reward>> {
    let mut query = Entity::find().filter(shown(seen));
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.code()));
    }
    if let Some(shop) = &filter.shop {
        query = query.filter(at(shop));
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Writes an edit or a change of state, if the version still is what it was made on; says whether.
///
/// # Errors
/// The database's fault.
pub async fn update(tx: &Tx, reward: &Reward, version: u64) -> StoreResult<bool> {
    let limit = reward.limit;
    let updated = Entity::update_many()
        .col_expr(Column::Name, Expr::value(reward.name.clone()))
        .col_expr(Column::Unit, Expr::value(reward.unit.clone()))
        .col_expr(Column::Description, Expr::value(reward.description.clone()))
        .col_expr(Column::Price, Expr::value(Hundredths::from(reward.price)))
        .col_expr(Column::LimitMost, Expr::value(limit.map(|limit| i64::from(limit.most))))
        .col_expr(Column::LimitPer, Expr::value(limit.map(|limit| limit.per.code())))
        .col_expr(Column::ThresholdPoints, Expr::value(reward.threshold.points.map(Hundredths::from)))
        .col_expr(Column::ThresholdGrades, Expr::value(joined(&reward.threshold.grades)))
        .col_expr(Column::LowMark, Expr::value(reward.low_mark.map(i64::from)))
        .col_expr(Column::State, Expr::value(reward.state.code()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(reward.id.0))
        .filter(Column::Version.eq(i64::try_from(version).unwrap_or(i64::MAX)))
        .exec(tx.conn())
        .await?;
    Ok(updated.rows_affected == 1)
}

fn joined(grades: &[String]) -> Option<String> {
    (!grades.is_empty()).then(|| grades.join(","))
}

fn from_row(row: Model) -> StoreResult<Reward> {
    let unknown = |what: &str| StoreError::corrupt(format!("reward {}: {what}", row.id));
    let limit = match (row.limit_most, row.limit_per.as_deref()) {
        (Some(most), Some(per)) => Some(Limit {
            most: u32::try_from(most).map_err(|_| unknown("its limit"))?,
            per: LimitPeriod::from_code(per).ok_or_else(|| unknown("its limit's period"))?,
        }),
        _ => None,
    };
    let grades = row.threshold_grades.as_deref().unwrap_or_default().split(',').filter(|grade| !grade.is_empty());
    Ok(Reward {
        id: RewardId(row.id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        shop: row.shop_id.map(ShopId),
        kind: RewardKind::from_code(&row.kind).ok_or_else(|| unknown("its kind"))?,
        price: row.price.into(),
        low_mark: row.low_mark.map(|mark| u32::try_from(mark).map_err(|_| unknown("its low mark"))).transpose()?,
        limit,
        threshold: Threshold {
            points: row.threshold_points.map(Into::into),
            grades: grades.map(str::to_owned).collect(),
        },
        state: RewardState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        version: u64::try_from(row.version).unwrap_or_default(),
        name: row.name,
        unit: row.unit,
        description: row.description,
    })
}
