//! The entries of many members that count on some days, for trying a rule book on them.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use xianfeng_domain::Quantity;
use xianfeng_domain::ids::{EntryId, MemberId, OrganizationId};
use xianfeng_domain::ledger::Entry;
use xianfeng_domain::time::Day;

use super::entries::from_row;
use super::write::quantity;
use crate::db::{StoreResult, Tx};
use crate::entities::{ledger_entries, ledger_notes};

/// So many ids in one statement.
const AT_ONCE: usize = 400;

/// What members have under an owner's rule book from a day to another, both included; of each in
/// the order of recording.
///
/// # Errors
/// [`crate::db::StoreError::Corrupt`] when a row cannot be read.
pub async fn of_days(
    tx: &Tx,
    members: &[MemberId],
    owner: OrganizationId,
    from: Day,
    to: Day,
) -> StoreResult<HashMap<MemberId, Vec<Entry>>> {
    use ledger_entries::{Column, Entity};
    let mut found: HashMap<MemberId, Vec<Entry>> = HashMap::new();
    for members in members.chunks(AT_ONCE) {
        let rows = Entity::find()
            .filter(Column::MemberId.is_in(members.iter().map(|member| member.0)))
            .filter(Column::OwnerId.eq(owner.0))
            .filter(Column::CountsOn.gte(from))
            .filter(Column::CountsOn.lte(to))
            .order_by(Column::Seq, Order::Asc)
            .all(tx.conn())
            .await?;
        for row in rows {
            let entry = from_row(row)?;
            found.entry(entry.member).or_default().push(entry);
        }
    }
    Ok(found)
}

/// How much of it was done, for the entries that say so.
///
/// # Errors
/// The database's fault.
pub async fn quantities(tx: &Tx, entries: &[EntryId]) -> StoreResult<HashMap<EntryId, Quantity>> {
    use ledger_notes::{Column, Entity};
    let mut found = HashMap::new();
    for entries in entries.chunks(AT_ONCE) {
        let rows = Entity::find()
            .filter(Column::EntryId.is_in(entries.iter().map(|entry| entry.0)))
            .filter(Column::Quantity.is_not_null())
            .all(tx.conn())
            .await?;
        found.extend(rows.into_iter().filter_map(|row| Some((EntryId(row.entry_id), quantity(&row)?))));
    }
    Ok(found)
}
