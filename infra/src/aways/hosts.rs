//! Host branches: who looks after members away, and what they note. Sealed but for which branch of this
//! installation it is.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::aways::{Away, Host, NoteKind};
use xianfeng_domain::ids::{AccountId, AwayId, OrganizationId};
use xianfeng_domain::time::Day;

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::away_hosts::{ActiveModel, Column, Entity, Model};
use crate::entities::{away_notes, aways};
use crate::privacy::Vault;
use crate::reach::within;

/// What a host noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostNote {
    /// Its id.
    pub id: Uuid,
    /// The time away.
    pub away: AwayId,
    /// The branch that noted it.
    pub organization: OrganizationId,
    /// What kind of note.
    pub kind: NoteKind,
    /// On which day it was.
    pub on: Day,
    /// The note.
    pub text: String,
    /// Who put it on record.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Writes who hosts a member away, in the place of whoever did before.
///
/// # Errors
/// The database's fault.
pub async fn set_host(
    tx: &Tx,
    vault: &Vault,
    away: AwayId,
    host: &Host,
    by: AccountId,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let (organization, path, outside) = match host {
        Host::Branch { organization, path } => (Some(organization.0), Some(path.to_string()), None),
        Host::Outside { name, contact } => {
            let text = serde_json::to_string(&(name, contact)).map_err(|error| StoreError::Other(error.to_string()))?;
            (None, None, Some(vault.seal_text(&text)?))
        }
    };
    let row = ActiveModel {
        id: ActiveValue::Set(away.0),
        organization_id: ActiveValue::Set(organization),
        organization_path: ActiveValue::Set(path),
        outside_cipher: ActiveValue::Set(outside),
        recorded_by: ActiveValue::Set(by.0),
        recorded_at: ActiveValue::Set(now.into()),
    };
    let replace = OnConflict::column(Column::Id)
        .update_columns([
            Column::OrganizationId,
            Column::OrganizationPath,
            Column::OutsideCipher,
            Column::RecordedBy,
            Column::RecordedAt,
        ])
        .to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Nobody hosts the member any more; what was noted stays.
///
/// # Errors
/// The database's fault.
pub async fn end_host(tx: &Tx, away: AwayId) -> StoreResult<()> {
    Entity::delete_by_id(away.0).exec(tx.conn()).await?;
    Ok(())
}

/// Who hosts a member away, for who may know.
///
/// # Errors
/// [`StoreError::Corrupt`] when it does not open with the key.
pub async fn host(tx: &Tx, vault: &Vault, away: AwayId) -> StoreResult<Option<Host>> {
    let row = Entity::find_by_id(away.0).one(tx.conn()).await?;
    let Some(row) = row else { return Ok(None) };
    if let Some(branch) = branch_of(&row)? {
        return Ok(Some(branch));
    }
    let sealed = row.outside_cipher.ok_or_else(|| StoreError::corrupt("a host of no place"))?;
    let (name, contact) = serde_json::from_str(&vault.open_text(&sealed)?)
        .map_err(|_| StoreError::corrupt("what was sealed is no host"))?;
    Ok(Some(Host::Outside { name, contact }))
}

/// The branches of this installation that host, of some times away; what is outside stays sealed.
///
/// # Errors
/// The database's fault.
pub async fn hosts(
    tx: &Tx,
    aways: impl IntoIterator<Item = AwayId>,
) -> StoreResult<HashMap<AwayId, Option<OrganizationId>>> {
    let rows = Entity::find().filter(Column::Id.is_in(aways.into_iter().map(|away| away.0))).all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| (AwayId(row.id), row.organization_id.map(OrganizationId))).collect())
}

/// A time away that goes on and is hosted within reach.
///
/// # Errors
/// The database's fault.
pub async fn find_hosted(tx: &Tx, reach: &Reach, id: AwayId) -> StoreResult<Option<(Away, Host)>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    let Some(host) = row.as_ref().map(branch_of).transpose()?.flatten() else { return Ok(None) };
    let away = aways::Entity::find_by_id(id.0).filter(aways::Column::BackOn.is_null()).one(tx.conn()).await?;
    Ok(away.map(|away| (super::from_row(away), host)))
}

/// The times away that go on and are hosted within reach, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn hosted(tx: &Tx, reach: &Reach, before: Option<AwayId>, limit: u64) -> StoreResult<Vec<Away>> {
    let reached = Entity::find().select_only().column(Column::Id).filter(within(Column::OrganizationPath, reach));
    let mut query = aways::Entity::find()
        .filter(aways::Column::BackOn.is_null())
        .filter(aways::Column::Id.in_subquery(reached.into_query()));
    if let Some(before) = before {
        query = query.filter(aways::Column::Id.lt(before.0));
    }
    let rows = query.order_by(aways::Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    Ok(rows.into_iter().map(super::from_row).collect())
}

/// Puts a host's note on record.
///
/// # Errors
/// The database's fault.
pub async fn add_note(tx: &Tx, vault: &Vault, note: &HostNote) -> StoreResult<()> {
    let row = away_notes::ActiveModel {
        id: ActiveValue::Set(note.id),
        away_id: ActiveValue::Set(note.away.0),
        organization_id: ActiveValue::Set(note.organization.0),
        kind: ActiveValue::Set(note.kind.code().to_owned()),
        on_day: ActiveValue::Set(note.on),
        text_cipher: ActiveValue::Set(vault.seal_text(&note.text)?),
        recorded_by: ActiveValue::Set(note.by.0),
        recorded_at: ActiveValue::Set(note.at.into()),
    };
    away_notes::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The latest notes about a time away that was found already, the newest first; of one host where one asks.
///
/// # Errors
/// [`StoreError::Corrupt`] when a note does not open with the key.
pub async fn notes(
    tx: &Tx,
    vault: &Vault,
    away: AwayId,
    of: Option<OrganizationId>,
    limit: u64,
) -> StoreResult<Vec<HostNote>> {
    let mut query = away_notes::Entity::find().filter(away_notes::Column::AwayId.eq(away.0));
    if let Some(of) = of {
        query = query.filter(away_notes::Column::OrganizationId.eq(of.0));
    }
    let rows = query.order_by(away_notes::Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(|row| note_of(vault, row)).collect()
}

fn note_of(vault: &Vault, row: away_notes::Model) -> StoreResult<HostNote> {
    let unknown = || StoreError::corrupt(format!("the kind of note {}", row.id));
    Ok(HostNote {
        id: row.id,
        away: AwayId(row.away_id),
        organization: OrganizationId(row.organization_id),
        kind: NoteKind::from_code(&row.kind).ok_or_else(unknown)?,
        on: row.on_day,
        text: vault.open_text(&row.text_cipher)?,
        by: AccountId(row.recorded_by),
        at: row.recorded_at.into(),
    })
}

/// The host, where it is a branch of this installation.
fn branch_of(row: &Model) -> StoreResult<Option<Host>> {
    let Some((organization, path)) = row.organization_id.zip(row.organization_path.as_deref()) else { return Ok(None) };
    let path = path.parse().map_err(|_| StoreError::corrupt("the path of a host"))?;
    Ok(Some(Host::Branch { organization: OrganizationId(organization), path }))
}
