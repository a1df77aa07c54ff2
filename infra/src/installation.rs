//! What kind of installation a database belongs to: a production server never opens a
//! demonstration's, nor the demonstration any other.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue, EntityTrait};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::installation::{ActiveModel, Entity};

/// The table's one row.
const ROW: i16 = 1;

/// What kind of installation a database belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstallationKind {
    /// A real one.
    Production,
    /// A demonstration, whose people are made up.
    Demo,
}

impl InstallationKind {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Demo => "demo",
        }
    }
}

/// The kind on record; none where nobody claimed the database yet.
///
/// # Errors
/// The database's fault, also where the schema is missing.
pub async fn kind(tx: &Tx) -> StoreResult<Option<InstallationKind>> {
    let Some(row) = Entity::find_by_id(ROW).one(tx.conn()).await? else { return Ok(None) };
    let known = [InstallationKind::Production, InstallationKind::Demo].into_iter().find(|kind| kind.code() == row.kind);
    known.map(Some).ok_or_else(|| StoreError::corrupt("the kind of installation"))
}

/// Claims a database that nobody claimed; says whether it is of this kind now.
///
/// # Errors
/// The database's fault.
pub async fn claim_kind(tx: &Tx, wanted: InstallationKind, now: DateTime<Utc>) -> StoreResult<bool> {
    if let Some(on_record) = kind(tx).await? {
        return Ok(on_record == wanted);
    }
    let row = ActiveModel {
        id: ActiveValue::Set(ROW),
        kind: ActiveValue::Set(wanted.code().to_owned()),
        created_at: ActiveValue::Set(now.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(true)
}
