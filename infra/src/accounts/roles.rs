//! Roles held by persons at organizations. Read at each request, so that an ended role ends at
//! once.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::access::{Grant, Role};
use xianfeng_domain::ids::{AccountId, OrganizationId, PersonId};
use xianfeng_domain::organizations::OrganizationPath;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::organizations;
use crate::entities::role_grants::{ActiveModel, Column, Entity, Model};

/// Gives a role.
///
/// # Errors
/// [`StoreError::Duplicate`] when the person holds it there already.
pub async fn grant(
    tx: &Tx,
    person: PersonId,
    role: Role,
    organization: OrganizationId,
    by: Option<AccountId>,
    now: DateTime<Utc>,
) -> StoreResult<Uuid> {
    let id = Uuid::now_v7();
    let key = [person.0.as_bytes().as_slice(), organization.0.as_bytes(), role.code().as_bytes()].concat();
    let row = ActiveModel {
        id: ActiveValue::Set(id),
        person_id: ActiveValue::Set(person.0),
        role: ActiveValue::Set(role.code().to_owned()),
        organization_id: ActiveValue::Set(organization.0),
        granted_by: ActiveValue::Set(by.map(Into::into)),
        granted_at: ActiveValue::Set(now.into()),
        ended_by: ActiveValue::Set(None),
        ended_at: ActiveValue::Set(None),
        active_key: ActiveValue::Set(Some(key)),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(id)
}

/// Takes a role; says whether it was held.
///
/// # Errors
/// The database's fault.
pub async fn end(
    tx: &Tx,
    person: PersonId,
    role: Role,
    organization: OrganizationId,
    by: Option<AccountId>,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let ended = Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::EndedBy, Expr::value(by.map(|by| by.0)))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::PersonId.eq(person.0))
        .filter(Column::Role.eq(role.code()))
        .filter(Column::OrganizationId.eq(organization.0))
        .filter(Column::ActiveKey.is_not_null())
        .exec(tx.conn())
        .await?;
    Ok(ended.rows_affected > 0)
}

/// The roles that a person holds now.
///
/// # Errors
/// The database's fault.
pub async fn held_by(tx: &Tx, person: PersonId) -> StoreResult<Vec<Grant>> {
    grants(tx, Entity::find().filter(Column::PersonId.eq(person.0))).await
}

/// Who holds roles right at some organizations.
///
/// # Errors
/// The database's fault.
pub async fn held_at(tx: &Tx, organizations: impl IntoIterator<Item = OrganizationId>) -> StoreResult<Vec<Grant>> {
    let ids = organizations.into_iter().map(|id| id.0);
    grants(tx, Entity::find().filter(Column::OrganizationId.is_in(ids))).await
}

/// Who holds roles at the organizations of a path.
///
/// # Errors
/// The database's fault.
pub async fn on_path(tx: &Tx, path: &OrganizationPath) -> StoreResult<Vec<Grant>> {
    held_at(tx, path.ids()).await
}

async fn grants(tx: &Tx, select: sea_orm::Select<Entity>) -> StoreResult<Vec<Grant>> {
    let rows: Vec<Model> = select.filter(Column::ActiveKey.is_not_null()).all(tx.conn()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let paths: Vec<(Uuid, String)> = organizations::Entity::find()
        .select_only()
        .columns([organizations::Column::Id, organizations::Column::Path])
        .filter(organizations::Column::Id.is_in(rows.iter().map(|row| row.organization_id)))
        .into_tuple()
        .all(tx.conn())
        .await?;
    rows.into_iter()
        .map(|row| {
            let path = paths.iter().find(|(id, _)| *id == row.organization_id).map(|(_, path)| path.parse());
            let unknown = || StoreError::corrupt(format!("role grant {}", row.id));
            Ok(Grant {
                person: PersonId(row.person_id),
                role: Role::from_code(&row.role).ok_or_else(unknown)?,
                organization: OrganizationId(row.organization_id),
                path: path.and_then(Result::ok).ok_or_else(unknown)?,
            })
        })
        .collect()
}
