//! What kind of installation a database belongs to: one row, written by whoever comes first.
//!
//! The demonstration invents people and lets anybody log in as them; it must never meet a real
//! township's data, nor a real server its invented ones.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue, EntityTrait};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::installation::{ActiveModel, Entity};

/// The one row.
const ROW: i16 = 1;

/// A kind of installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstallationKind {
    /// Invented people; loopback only.
    Demo,
    /// A real township.
    Production,
}

impl InstallationKind {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Production => "production",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Demo, Self::Production].into_iter().find(|kind| kind.code() == code)
    }
}

/// The kind on record; none where nobody claimed the database yet.
///
/// # Errors
/// [`StoreError::Corrupt`] for a kind that this release does not know.
pub async fn kind(tx: &Tx) -> StoreResult<Option<InstallationKind>> {
    let Some(row) = Entity::find_by_id(ROW).one(tx.conn()).await? else { return Ok(None) };
    let known = InstallationKind::from_code(&row.kind);
    known.map(Some).ok_or_else(|| StoreError::corrupt("the kind of installation"))
}

/// Claims the database for a kind of installation and answers whose it is: `kind` where it was
/// nobody's, else what was claimed before. A caller that gets another kind back must stop.
///
/// # Errors
/// [`StoreError::Race`] when two claim at once: the transaction starts again.
/// [`StoreError::Corrupt`] for a kind that this release does not know.
pub async fn claim_kind(tx: &Tx, kind: InstallationKind, now: DateTime<Utc>) -> StoreResult<InstallationKind> {
    if let Some(on_record) = self::kind(tx).await? {
        return Ok(on_record);
    }
    let row = ActiveModel {
        id: ActiveValue::Set(ROW),
        kind: ActiveValue::Set(kind.code().to_owned()),
        created_at: ActiveValue::Set(now.into()),
    };
    match Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        Ok(_) => Ok(kind),
        Err(StoreError::Duplicate) => Err(StoreError::Race("the kind of installation")),
        Err(error) => Err(error),
    }
}
