//! Grids.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect,
};
use xianfeng_domain::access::Reach;
use xianfeng_domain::grids::{Card, Grid, GridKind};
use xianfeng_domain::ids::{GridId, OrganizationId, PersonId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::Day;

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::grids::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// Writes a new grid.
///
/// # Errors
/// [`StoreError::Duplicate`] when the organization has one of the name.
pub async fn insert(tx: &Tx, grid: &Grid, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(grid.id.0),
        organization_id: ActiveValue::Set(grid.organization.0),
        organization_path: ActiveValue::Set(grid.path.to_string()),
        parent_id: ActiveValue::Set(grid.parent.map(Into::into)),
        kind: ActiveValue::Set(grid.kind.code().to_owned()),
        name: ActiveValue::Set(grid.name.clone()),
        position: ActiveValue::Set(grid.position),
        leader_person_id: ActiveValue::Set(grid.leader.map(Into::into)),
        leader_basis: ActiveValue::Set(grid.leader_basis.clone()),
        villages: ActiveValue::Set(lines(&grid.card.villages)),
        officers: ActiveValue::Set(lines(&grid.card.officers)),
        households: ActiveValue::Set(grid.card.households.map(Into::into)),
        people: ActiveValue::Set(grid.card.people.map(Into::into)),
        villager_representatives: ActiveValue::Set(grid.card.villager_representatives.map(Into::into)),
        enterprises: ActiveValue::Set(grid.card.enterprises.map(Into::into)),
        new_residents: ActiveValue::Set(grid.card.new_residents.map(Into::into)),
        updated_on: ActiveValue::Set(grid.updated_on),
        version: ActiveValue::Set(1),
        created_at: ActiveValue::Set(now.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One grid within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: GridId) -> StoreResult<Option<Grid>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// One grid whatever the reach: its card is as open as its organization is, which the caller must
/// see to.
///
/// # Errors
/// The database's fault.
pub async fn find_open(tx: &Tx, id: GridId) -> StoreResult<Option<Grid>> {
    Entity::find_by_id(id.0).one(tx.conn()).await?.map(from_row).transpose()
}

/// A page of the grids of some organizations, siblings by position.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    organizations: &[OrganizationId],
    after: Option<(i64, GridId)>,
    limit: u64,
) -> StoreResult<Vec<Grid>> {
    let mut query = Entity::find().filter(Column::OrganizationId.is_in(organizations.iter().map(|id| id.0)));
    if let Some((position, id)) = after {
        let behind = Condition::all().add(Column::Position.eq(position)).add(Column::Id.gt(id.0));
        query = query.filter(Condition::any().add(Column::Position.gt(position)).add(behind));
    }
    let rows =
        query.order_by(Column::Position, Order::Asc).order_by(Column::Id, Order::Asc).limit(limit).all(tx.conn());
    rows.await?.into_iter().map(from_row).collect()
}

/// A grid's micro-grids.
///
/// # Errors
/// The database's fault.
pub async fn parts_of(tx: &Tx, parents: &[GridId]) -> StoreResult<Vec<Grid>> {
    let rows = Entity::find()
        .filter(Column::ParentId.is_in(parents.iter().map(|id| id.0)))
        .order_by(Column::Position, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Writes the editable parts if the version still is what the edit was made on; says whether.
///
/// # Errors
/// [`StoreError::Duplicate`] when another grid of the organization has the name.
pub async fn update(tx: &Tx, grid: &Grid, version: u64) -> StoreResult<bool> {
    let number = |value: Option<u32>| Expr::value(value.map(i64::from));
    let updated = Entity::update_many()
        .col_expr(Column::Name, Expr::value(grid.name.clone()))
        .col_expr(Column::Position, Expr::value(grid.position))
        .col_expr(Column::LeaderPersonId, Expr::value(grid.leader.map(|person| person.0)))
        .col_expr(Column::LeaderBasis, Expr::value(grid.leader_basis.clone()))
        .col_expr(Column::Villages, Expr::value(lines(&grid.card.villages)))
        .col_expr(Column::Officers, Expr::value(lines(&grid.card.officers)))
        .col_expr(Column::Households, number(grid.card.households))
        .col_expr(Column::People, number(grid.card.people))
        .col_expr(Column::VillagerRepresentatives, number(grid.card.villager_representatives))
        .col_expr(Column::Enterprises, number(grid.card.enterprises))
        .col_expr(Column::NewResidents, number(grid.card.new_residents))
        .col_expr(Column::UpdatedOn, Expr::value(grid.updated_on))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(grid.id.0))
        .filter(Column::Version.eq(i64::try_from(version).unwrap_or(i64::MAX)))
        .exec(tx.conn())
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Writes who leads a grid, as a confirmed leadership or its end says: over the leader `before`, where
/// that matters. Says whether.
///
/// # Errors
/// The database's fault.
pub async fn set_leader(
    tx: &Tx,
    id: GridId,
    before: Option<PersonId>,
    leader: Option<PersonId>,
    basis: Option<&str>,
) -> StoreResult<bool> {
    let mut update = Entity::update_many()
        .col_expr(Column::LeaderPersonId, Expr::value(leader.map(|person| person.0)))
        .col_expr(Column::LeaderBasis, Expr::value(basis.map(str::to_owned)))
        // An edit that was made on the old leader does not put them back.
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id.0));
    if let Some(before) = before {
        update = update.filter(Column::LeaderPersonId.eq(before.0));
    }
    Ok(update.exec(tx.conn()).await?.rows_affected == 1)
}

/// Every grid at or under a path, siblings by position.
///
/// # Errors
/// The database's fault.
pub async fn of_path(tx: &Tx, path: &OrganizationPath) -> StoreResult<Vec<Grid>> {
    let rows = Entity::find()
        .filter(Column::OrganizationPath.starts_with(path.as_str()))
        .order_by(Column::Position, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Grids whose card was last brought up to date before a day, the longest ago first.
///
/// # Errors
/// The database's fault.
pub async fn stale(tx: &Tx, before: Day, limit: u64) -> StoreResult<Vec<Grid>> {
    let rows = Entity::find()
        .filter(Column::UpdatedOn.lt(before))
        .order_by(Column::UpdatedOn, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

pub(super) fn lines(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join("\n"))
}

pub(super) fn names(lines: Option<&str>) -> Vec<String> {
    lines.unwrap_or_default().lines().map(str::to_owned).collect()
}

pub(super) fn from_row(row: Model) -> StoreResult<Grid> {
    let unknown = |what: &str| StoreError::corrupt(format!("grid {}: {what}", row.id));
    let count = |value: Option<i64>| value.map(u32::try_from).transpose().map_err(|_| unknown("a count"));
    Ok(Grid {
        id: GridId(row.id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        parent: row.parent_id.map(GridId),
        kind: GridKind::from_code(&row.kind).ok_or_else(|| unknown("its kind"))?,
        position: row.position,
        leader: row.leader_person_id.map(PersonId),
        card: Card {
            villages: names(row.villages.as_deref()),
            officers: names(row.officers.as_deref()),
            households: count(row.households)?,
            people: count(row.people)?,
            villager_representatives: count(row.villager_representatives)?,
            enterprises: count(row.enterprises)?,
            new_residents: count(row.new_residents)?,
        },
        updated_on: row.updated_on,
        version: u64::try_from(row.version).unwrap_or_default(),
        name: row.name,
        leader_basis: row.leader_basis,
    })
}
