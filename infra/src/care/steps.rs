//! The steps of entries: written once, never changed; their texts are sealed.

use std::collections::HashMap;

use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::care::{Step, StepKind};
use xianfeng_domain::ids::{AccountId, CareId, MemberId, VisitId};
use xianfeng_domain::time::Day;

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::care_steps::{ActiveModel, Column, Entity, Model};
use crate::privacy::Vault;

/// A step with its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The step.
    pub step: Step,
    /// What was done or decided.
    pub text: Option<String>,
    /// Of a visit: what is needed.
    pub needs: Option<String>,
}

/// Puts a step on record; `texts` are sealed already, see [`Vault::seal_text`].
///
/// # Errors
/// The database's fault.
pub async fn add(tx: &Tx, step: &Step, text: Option<Vec<u8>>, needs: Option<Vec<u8>>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(step.id.0),
        care_id: ActiveValue::Set(step.entry.0),
        kind: ActiveValue::Set(step.kind.code().to_owned()),
        on_day: ActiveValue::Set(step.on),
        text_cipher: ActiveValue::Set(text),
        needs_cipher: ActiveValue::Set(needs),
        helper_id: ActiveValue::Set(step.helper.map(|helper| helper.0)),
        fen: ActiveValue::Set(step.fen),
        recorded_by: ActiveValue::Set(step.by.0),
        recorded_at: ActiveValue::Set(step.at.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The latest steps of an entry that was found already, the newest first.
///
/// # Errors
/// [`StoreError::Corrupt`] when a text does not open with the key.
pub async fn steps(tx: &Tx, vault: &Vault, entry: CareId, limit: u64) -> StoreResult<Vec<Told>> {
    let rows = Entity::find()
        .filter(Column::CareId.eq(entry.0))
        .order_by(Column::Id, Order::Desc)
        .limit(limit)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(|row| from_row(vault, row)).collect()
}

/// The day of the last visit of each of some entries.
///
/// # Errors
/// The database's fault.
pub async fn last_visits(tx: &Tx, entries: impl IntoIterator<Item = CareId>) -> StoreResult<HashMap<CareId, Day>> {
    let rows: Vec<(Uuid, Option<Day>)> = Entity::find()
        .select_only()
        .column(Column::CareId)
        .column_as(Column::OnDay.max(), "last_day")
        .filter(Column::CareId.is_in(entries.into_iter().map(|entry| entry.0)))
        .filter(Column::Kind.eq(StepKind::Visit.code()))
        .group_by(Column::CareId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().filter_map(|(entry, day)| Some((CareId(entry), day?))).collect())
}

fn from_row(vault: &Vault, row: Model) -> StoreResult<Told> {
    let unknown = || StoreError::corrupt(format!("the kind of step {}", row.id));
    let opened = |sealed: Option<Vec<u8>>| sealed.map(|sealed| vault.open_text(&sealed)).transpose();
    Ok(Told {
        step: Step {
            id: VisitId(row.id),
            entry: CareId(row.care_id),
            kind: StepKind::from_code(&row.kind).ok_or_else(unknown)?,
            on: row.on_day,
            helper: row.helper_id.map(MemberId),
            fen: row.fen,
            by: AccountId(row.recorded_by),
            at: row.recorded_at.into(),
        },
        text: opened(row.text_cipher)?,
        needs: opened(row.needs_cipher)?,
    })
}
