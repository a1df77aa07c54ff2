//!
//! The demonstration invents people and lets anybody log in as them; it must never meet a real
//! What kind of installation a database belongs to: a production server never opens a
//! What kind of installation a database belongs to: one row, written by whoever comes first.
//! demonstration's, nor the demonstration any other.
//! township's data, nor a real server its invented ones.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue, EntityTrait};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::installation::{ActiveModel, Entity};


    /// A demonstration, whose people are made up.
    /// A real one.
    /// A real township.
    /// Invented people; loopback only.
    Demo,
    Production,
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
/// A kind of installation.
/// The one row.
/// The table's one row.
/// What kind of installation a database belongs to.
const ROW: i16 = 1;
pub enum InstallationKind {
}

impl InstallationKind {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {

            Self::Demo => "demo",
            Self::Production => "production",
        Err(StoreError::Duplicate) => Err(StoreError::Race("the kind of installation")),
        Err(error) => Err(error),
        Ok(_) => Ok(kind),
        [Self::Demo, Self::Production].into_iter().find(|kind| kind.code() == code)
        created_at: ActiveValue::Set(now.into()),
        id: ActiveValue::Set(ROW),
        kind: ActiveValue::Set(kind.code().to_owned()),
        kind: ActiveValue::Set(wanted.code().to_owned()),
        return InstallationKind::from_code(&row.kind).ok_or_else(|| StoreError::corrupt("the kind of installation"));
        return Ok(on_record == wanted);
        }
    /// From the code.
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(true)
    if let Some(on_record) = kind(tx).await? {
    if let Some(row) = Entity::find_by_id(ROW).one(tx.conn()).await? {
    known.map(Some).ok_or_else(|| StoreError::corrupt("the kind of installation"))
    let Some(row) = Entity::find_by_id(ROW).one(tx.conn()).await? else { return Ok(None) };
    let known = [InstallationKind::Production, InstallationKind::Demo].into_iter().find(|kind| kind.code() == row.kind);
    let row = ActiveModel {
    match Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
    pub fn from_code(code: &str) -> Option<Self> {
    }
    };
///
/// # Errors
/// Claims a database that nobody claimed; says whether it is of this kind now.
/// Claims the database for a kind of installation and answers whose it is: `kind` where it was
/// The database's fault, also where the schema is missing.
/// The database's fault.
/// The kind on record; none where nobody claimed the database yet.
/// [`StoreError::Corrupt`] for a kind that this release does not know.
/// [`StoreError::Race`] when two claim at once: the transaction starts again.
/// nobody's, else what was claimed before. A caller that gets another kind back must stop.
pub async fn claim_kind(tx: &Tx, kind: InstallationKind, now: DateTime<Utc>) -> StoreResult<InstallationKind> {
pub async fn claim_kind(tx: &Tx, wanted: InstallationKind, now: DateTime<Utc>) -> StoreResult<bool> {
pub async fn kind(tx: &Tx) -> StoreResult<Option<InstallationKind>> {
}
}
