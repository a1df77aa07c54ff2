//! Organizations: rows in, domain values out.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, OrganizationId};
use xianfeng_domain::organizations::{Organization, OrganizationKind, OrganizationPath};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::organizations::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// Writes a new organization.
///
/// # Errors
/// [`StoreError::Duplicate`] when a sibling has the name.
pub async fn insert(tx: &Tx, organization: &Organization, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(organization.id.0),
        parent_id: ActiveValue::Set(organization.parent.map(Into::into)),
        path: ActiveValue::Set(organization.path.to_string()),
        kind: ActiveValue::Set(organization.kind.code().to_owned()),
        name: ActiveValue::Set(organization.name.clone()),
        position: ActiveValue::Set(organization.position),
        sensitive: ActiveValue::Set(organization.sensitive),
        full_names_basis: ActiveValue::Set(organization.full_names_basis.clone()),
        publication_approved_at: ActiveValue::Set(None),
        publication_approved_by: ActiveValue::Set(None),
        publication_reason: ActiveValue::Set(None),
        version: ActiveValue::Set(1),
        created_at: ActiveValue::Set(now.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One organization within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: OrganizationId) -> StoreResult<Option<Organization>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::Path, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// One organization whatever the reach: names and places in the tree are open to everybody, but
/// for the sensitive ones, which the caller must not show.
///
/// # Errors
/// The database's fault.
pub async fn find_open(tx: &Tx, id: OrganizationId) -> StoreResult<Option<Organization>> {
    Entity::find_by_id(id.0).one(tx.conn()).await?.map(from_row).transpose()
}

/// What lies under a path, itself included, in tree order.
///
/// # Errors
/// The database's fault.
pub async fn under(tx: &Tx, path: &OrganizationPath) -> StoreResult<Vec<Organization>> {
    list(tx, &Reach::under(path.clone())).await
}

/// All within reach, parents before children, siblings by position.
///
/// # Errors
/// The database's fault.
pub async fn list(tx: &Tx, reach: &Reach) -> StoreResult<Vec<Organization>> {
    let rows = Entity::find()
        .filter(within(Column::Path, reach))
        .order_by(Column::Position, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    let mut organizations = rows.into_iter().map(from_row).collect::<StoreResult<Vec<_>>>()?;
    organizations.sort_by_key(|organization| organization.path.depth());
    Ok(organizations)
}

/// Every root of the tree.
///
/// # Errors
/// The database's fault.
pub async fn roots(tx: &Tx) -> StoreResult<Vec<Organization>> {
    let rows = Entity::find()
        .filter(Column::ParentId.is_null())
        .order_by(Column::Position, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Every township, in the order of ids.
///
/// # Errors
/// The database's fault.
pub async fn townships(tx: &Tx) -> StoreResult<Vec<Organization>> {
    let rows = Entity::find()
        .filter(Column::Kind.eq(OrganizationKind::Township.code()))
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// The organizations on a path, root first.
///
/// # Errors
/// The database's fault.
pub async fn on_path(tx: &Tx, path: &OrganizationPath) -> StoreResult<Vec<Organization>> {
    let ids = path.ids().map(|id| id.0);
    let rows = Entity::find().filter(Column::Id.is_in(ids)).all(tx.conn()).await?;
    let mut organizations = rows.into_iter().map(from_row).collect::<StoreResult<Vec<_>>>()?;
    organizations.sort_by_key(|organization| organization.path.depth());
    Ok(organizations)
}

/// The township that a path lies in: what one roster and one rule book govern.
///
/// # Errors
/// The database's fault.
pub async fn township(tx: &Tx, path: &OrganizationPath) -> StoreResult<Option<Organization>> {
    let on_path = on_path(tx, path).await?;
    Ok(on_path.into_iter().find(|organization| organization.kind == OrganizationKind::Township))
}

/// Writes the editable parts if the version still is what the edit was made on; says whether.
///
/// # Errors
/// [`StoreError::Duplicate`] when a sibling has the name.
pub async fn update(tx: &Tx, organization: &Organization, version: u64) -> StoreResult<bool> {
    let updated = Entity::update_many()
        .col_expr(Column::Name, Expr::value(organization.name.clone()))
        .col_expr(Column::Position, Expr::value(organization.position))
        .col_expr(Column::Sensitive, Expr::value(organization.sensitive))
        .col_expr(Column::FullNamesBasis, Expr::value(organization.full_names_basis.clone()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(organization.id.0))
        .filter(Column::Version.eq(i64::try_from(version).unwrap_or(i64::MAX)))
        .exec(tx.conn())
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Takes the turn for changes that must not meet: of a township's roster, of who holds its roles.
/// Its row is written, so that whoever comes second waits, or loses the certification, and then
/// sees what the first did; its version grows with it.
///
/// # Errors
/// [`StoreError::Corrupt`] when there is no such organization.
pub async fn take_turn(tx: &Tx, id: OrganizationId) -> StoreResult<()> {
    let taken = Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id.0))
        .exec(tx.conn())
        .await?;
    if taken.rows_affected == 1 { Ok(()) } else { Err(StoreError::corrupt(format!("no organization {id}"))) }
}

/// Records that somebody approved the publication of live figures (invariant 12), or took it
/// back.
///
/// # Errors
/// The database's fault.
pub async fn approve_publication(
    tx: &Tx,
    id: OrganizationId,
    by: AccountId,
    reason: &str,
    approved_at: Option<DateTime<Utc>>,
) -> StoreResult<()> {
    let at = approved_at.map(crate::db::Moment::from);
    Entity::update_many()
        .col_expr(Column::PublicationApprovedAt, Expr::value(at))
        .col_expr(Column::PublicationApprovedBy, Expr::value(by.0))
        .col_expr(Column::PublicationReason, Expr::value(reason))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id.0))
        .exec(tx.conn())
        .await?;
    Ok(())
}

fn from_row(row: Model) -> StoreResult<Organization> {
    let unknown = |what: &str| StoreError::corrupt(format!("organization {}: {what}", row.id));
    Ok(Organization {
        id: OrganizationId(row.id),
        parent: row.parent_id.map(OrganizationId),
        path: row.path.parse().map_err(|_| unknown("its path"))?,
        kind: OrganizationKind::from_code(&row.kind).ok_or_else(|| unknown("its kind"))?,
        name: row.name,
        position: row.position,
        sensitive: row.sensitive,
        full_names_basis: row.full_names_basis,
        publication_approved: row.publication_approved_at.is_some(),
        version: u64::try_from(row.version).unwrap_or_default(),
    })
}
