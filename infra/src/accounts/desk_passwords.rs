//! The passwords with which administrators log in at a desk: one a person, each code used once.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;
use xianfeng_domain::ids::{OrganizationId, PersonId};

use crate::db::{StoreResult, Tx};
use crate::entities::desk_passwords::{ActiveModel, Column, Entity, Model};

/// No code was used yet: before the step of any clock.
const NO_STEP: i64 = -1;

/// A password as it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct DeskPassword {
    /// Its id: another after each setting.
    pub id: Uuid,
    /// Whose it is.
    pub person: PersonId,
    /// Where they have to be administrator.
    pub organization: OrganizationId,
    /// What is typed.
    pub login_name: String,
    /// The hash of the password, in the form of PHC.
    pub password_hash: String,
    /// The secret of the codes, sealed.
    pub totp_cipher: Vec<u8>,
}

impl std::fmt::Debug for DeskPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeskPassword").field("id", &self.id).field("person", &self.person).finish_non_exhaustive()
    }
}

impl From<Model> for DeskPassword {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            person: PersonId(row.person_id),
            organization: OrganizationId(row.organization_id),
            login_name: row.login_name,
            password_hash: row.password_hash,
            totp_cipher: row.totp_cipher,
        }
    }
}

/// Stores a password in place of the one that the person had.
///
/// # Errors
/// [`crate::db::StoreError::Duplicate`] when it is set twice at once.
pub async fn set(tx: &Tx, new: &DeskPassword, now: DateTime<Utc>) -> StoreResult<()> {
    remove(tx, new.person).await?;
    let row = ActiveModel {
        id: ActiveValue::Set(new.id),
        person_id: ActiveValue::Set(new.person.0),
        organization_id: ActiveValue::Set(new.organization.0),
        login_name: ActiveValue::Set(new.login_name.clone()),
        password_hash: ActiveValue::Set(new.password_hash.clone()),
        totp_cipher: ActiveValue::Set(new.totp_cipher.clone()),
        last_step: ActiveValue::Set(NO_STEP),
        set_at: ActiveValue::Set(now.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Takes a person's password away; says whether there was one.
///
/// # Errors
/// The database's fault.
pub async fn remove(tx: &Tx, person: PersonId) -> StoreResult<bool> {
    let gone = Entity::delete_many().filter(Column::PersonId.eq(person.0)).exec(tx.conn()).await?;
    Ok(gone.rows_affected > 0)
}

/// The one of a login name.
///
/// # Errors
/// The database's fault.
pub async fn by_login_name(tx: &Tx, login_name: &str) -> StoreResult<Option<DeskPassword>> {
    Ok(Entity::find().filter(Column::LoginName.eq(login_name)).one(tx.conn()).await?.map(Into::into))
}

/// Uses the code of a step; says whether neither it nor a later one was used before, and the password still stands.
///
/// # Errors
/// The database's fault.
pub async fn use_step(tx: &Tx, id: Uuid, step: i64) -> StoreResult<bool> {
    let used = Entity::update_many()
        .col_expr(Column::LastStep, Expr::value(step))
        .filter(Column::Id.eq(id))
        .filter(Column::LastStep.lt(step))
        .exec(tx.conn())
        .await?;
    Ok(used.rows_affected == 1)
}
