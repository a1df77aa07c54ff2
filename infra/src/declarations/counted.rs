//! What registered declarations became in the ledger.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;
use xianfeng_domain::ids::{DeclarationId, EntryId};
use xianfeng_domain::ledger::SourceKind;

use crate::db::{StoreResult, Tx};
use crate::entities::ledger_entries::{Column, Entity, Model};

/// The entry of a registered declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The entry.
    pub entry: EntryId,
    /// Whether it was taken back and not reinstated.
    pub reversed: bool,
}

/// The entries of declarations, and whether they count at present. A correction may be corrected
/// again: each step turns the answer round.
///
/// # Errors
/// The database's fault.
pub async fn counted(tx: &Tx, ids: &[DeclarationId]) -> StoreResult<HashMap<DeclarationId, Counted>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let entries = Entity::find()
        .filter(Column::SourceKind.eq(SourceKind::Declaration.code()))
        .filter(Column::SourceId.is_in(ids.iter().map(|id| id.0)))
        .all(tx.conn())
        .await?;
    let of = |row: &Model| (DeclarationId(row.source_id), Counted { entry: EntryId(row.id), reversed: false });
    let mut counted: HashMap<DeclarationId, Counted> = entries.iter().map(of).collect();
    let mut last: HashMap<Uuid, DeclarationId> =
        entries.iter().map(|row| (row.id, DeclarationId(row.source_id))).collect();
    while !last.is_empty() {
        let corrections = Entity::find().filter(Column::ReversesId.is_in(last.keys().copied())).all(tx.conn()).await?;
        let mut next = HashMap::new();
        for correction in corrections {
            let Some(id) = correction.reverses_id.and_then(|of| last.get(&of).copied()) else { continue };
            if let Some(counted) = counted.get_mut(&id) {
                counted.reversed = !counted.reversed;
            }
            next.insert(correction.id, id);
        }
        last = next;
    }
    Ok(counted)
}
