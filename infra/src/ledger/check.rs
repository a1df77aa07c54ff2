//! Reading what only `verify` asks for.

use std::collections::HashMap;

use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::{EntryId, MemberId};

use super::write::{Note, quantity};
use crate::db::{StoreResult, Tx, array32};
use crate::entities::{ledger_entries, ledger_notes, member_ledger_heads, member_totals};

/// The words of a member's entries, with their salts.
///
/// # Errors
/// [`crate::db::StoreError::Corrupt`] when a salt cannot be read.
pub async fn notes(tx: &Tx, member: MemberId) -> StoreResult<HashMap<EntryId, Note>> {
    let own = Query::select()
        .column(ledger_entries::Column::Id)
        .from(ledger_entries::Entity)
        .and_where(ledger_entries::Column::MemberId.eq(member.0))
        .to_owned();
    let rows =
        ledger_notes::Entity::find().filter(ledger_notes::Column::EntryId.in_subquery(own)).all(tx.conn()).await?;
    rows.into_iter()
        .map(|row| {
            let (salt, quantity) = (array32(&row.salt)?, quantity(&row));
            let note = Note { salt, what: row.what, reason: row.reason, quantity };
            Ok((EntryId(row.entry_id), note))
        })
        .collect()
}

/// Whose entries or totals stand without a head.
///
/// # Errors
/// The database's fault.
pub async fn headless(tx: &Tx) -> StoreResult<Vec<MemberId>> {
    let heads =
        || Query::select().column(member_ledger_heads::Column::MemberId).from(member_ledger_heads::Entity).to_owned();
    let mut found: Vec<Uuid> = ledger_entries::Entity::find()
        .select_only()
        .column(ledger_entries::Column::MemberId)
        .distinct()
        .filter(ledger_entries::Column::MemberId.not_in_subquery(heads()))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let with_totals: Vec<Uuid> = member_totals::Entity::find()
        .select_only()
        .column(member_totals::Column::MemberId)
        .distinct()
        .filter(member_totals::Column::MemberId.not_in_subquery(heads()))
        .order_by(member_totals::Column::MemberId, Order::Asc)
        .into_tuple()
        .all(tx.conn())
        .await?;
    found.extend(with_totals);
    found.sort_unstable();
    found.dedup();
    Ok(found.into_iter().map(MemberId).collect())
}
