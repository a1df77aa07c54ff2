//! Shops.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, OrganizationId, ShopId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::redemption::{Shop, ShopState};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::shops::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// What somebody sees: organizations by their names, and what they reach.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Organizations whose shops and rewards are open to them.
    pub organizations: Vec<OrganizationId>,
    /// Where they have a right.
    pub reach: Reach,
}

impl Seen {
    pub(super) fn condition<C: ColumnTrait>(&self, organization: C, path: C) -> Condition {
        Condition::any()
            .add(organization.is_in(self.organizations.iter().map(|id| id.0)))
            .add(within(path, &self.reach))
    }
}

/// Writes a new shop.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, shop: &Shop, by: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(shop.id.0),
        organization_id: ActiveValue::Set(shop.organization.0),
        organization_path: ActiveValue::Set(shop.path.to_string()),
        name: ActiveValue::Set(shop.name.clone()),
        place: ActiveValue::Set(shop.place.clone()),
        opening: ActiveValue::Set(shop.opening.clone()),
        state: ActiveValue::Set(shop.state.code().to_owned()),
        version: ActiveValue::Set(1),
        created_by: ActiveValue::Set(by.0),
        created_at: ActiveValue::Set(now.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One shop within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: ShopId) -> StoreResult<Option<Shop>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// One shop that somebody sees.
///
/// # Errors
/// The database's fault.
pub async fn find_seen(tx: &Tx, seen: &Seen, id: ShopId) -> StoreResult<Option<Shop>> {
    let seen = seen.condition(Column::OrganizationId, Column::OrganizationPath);
    Entity::find_by_id(id.0).filter(seen).one(tx.conn()).await?.map(from_row).transpose()
}

/// One shop that serves the members of a branch: its own, or one above.
///
/// # Errors
/// The database's fault.
pub async fn find_serving(tx: &Tx, branch: &OrganizationPath, id: ShopId) -> StoreResult<Option<Shop>> {
    let above = Column::OrganizationId.is_in(branch.ids().map(|id| id.0));
    Entity::find_by_id(id.0).filter(above).one(tx.conn()).await?.map(from_row).transpose()
}

/// The names of shops, for orders that the caller may see.
///
/// # Errors
/// The database's fault.
pub async fn names(tx: &Tx, ids: impl IntoIterator<Item = ShopId>) -> StoreResult<HashMap<ShopId, String>> {
    let rows: Vec<(Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Name])
        .filter(Column::Id.is_in(ids.into_iter().map(|id| id.0)))
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(id, name)| (ShopId(id), name)).collect())
}

/// Shops that somebody sees, the oldest first, after one of them.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    seen: &Seen,
    organization: Option<&OrganizationPath>,
    after: Option<ShopId>,
    limit: u64,
) -> StoreResult<Vec<Shop>> {
    let mut query = Entity::find().filter(seen.condition(Column::OrganizationId, Column::OrganizationPath));
    if let Some(path) = organization {
        query = query.filter(Column::OrganizationPath.starts_with(path.as_str()));
    }
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.0));
    }
    let rows = query.order_by(Column::Id, Order::Asc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Writes an edit or a change of state, if the version still is what it was made on; says whether.
///
/// # Errors
/// The database's fault.
pub async fn update(tx: &Tx, shop: &Shop, version: u64) -> StoreResult<bool> {
    let updated = Entity::update_many()
        .col_expr(Column::Name, Expr::value(shop.name.clone()))
        .col_expr(Column::Place, Expr::value(shop.place.clone()))
        .col_expr(Column::Opening, Expr::value(shop.opening.clone()))
        .col_expr(Column::State, Expr::value(shop.state.code()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(shop.id.0))
        .filter(Column::Version.eq(i64::try_from(version).unwrap_or(i64::MAX)))
        .exec(tx.conn())
        .await?;
    Ok(updated.rows_affected == 1)
}

fn from_row(row: Model) -> StoreResult<Shop> {
    let unknown = |what: &str| StoreError::corrupt(format!("shop {}: {what}", row.id));
    Ok(Shop {
        id: ShopId(row.id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        state: ShopState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        version: u64::try_from(row.version).unwrap_or_default(),
        name: row.name,
        place: row.place,
        opening: row.opening,
    })
}
