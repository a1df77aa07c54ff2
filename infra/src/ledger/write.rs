//! Writing what the domain appended: head, entries, notes, totals and the word to the boards, in
//! the caller's transaction.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use xianfeng_domain::ledger::{Appended, Entry, Head};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::{Points, Quantity};

use super::totals;
use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::{ledger_entries, ledger_notes, member_ledger_heads};
use crate::outbox;

/// The words of an entry, kept apart from the chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// The salt of the digest that the entry holds.
    pub salt: [u8; 32],
    /// What was done, as the member reads it.
    pub what: Option<String>,
    /// Why it was decided so.
    pub reason: Option<String>,
    /// How much of it was done.
    pub quantity: Option<Quantity>,
}

/// Writes entries behind the head that they were appended to. `notes` and `paths` belong to the
/// entries one by one; `paths` are those of the entries' organizations.
///
/// # Errors
/// [`StoreError::Race`] when the head moved or its unit closed meanwhile: the transaction starts
/// again. [`StoreError::Duplicate`] when the source has paid already.
pub async fn write(
    tx: &Tx,
    before: &Head,
    appended: &Appended,
    notes: Vec<Note>,
    path: &OrganizationPath,
) -> StoreResult<()> {
    if appended.entries.is_empty() {
        return Ok(());
    }
    move_head(tx, before, &appended.head).await?;
    let rows: Vec<_> = appended.entries.iter().map(|entry| row(entry, path)).collect();
    ledger_entries::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    let notes: Vec<_> = appended.entries.iter().zip(notes).map(|(entry, note)| note_row(entry, note)).collect();
    ledger_notes::Entity::insert_many(notes).exec_without_returning(tx.conn()).await?;
    for entry in &appended.entries {
        totals::add(tx, entry).await?;
    }
    let now = appended.entries.last().map(|entry| entry.recorded_at).unwrap_or_default();
    outbox::put(tx, outbox::Topic::BoardMember, before.member.0, now).await
}

async fn move_head(tx: &Tx, before: &Head, after: &Head) -> StoreResult<()> {
    use member_ledger_heads::{Column, Entity};
    let seq = i64::try_from(after.seq).map_err(|_| StoreError::corrupt("a ledger is too long"))?;
    let expected = i64::try_from(before.seq).map_err(|_| StoreError::corrupt("a ledger is too long"))?;
    let same_unit = match before.closed_through {
        Some(day) => Column::ClosedThrough.eq(day),
        None => Column::ClosedThrough.is_null(),
    };
    let same_final = match before.final_through {
        Some(day) => Column::FinalThrough.eq(day),
        None => Column::FinalThrough.is_null(),
    };
    let moved = Entity::update_many()
        .col_expr(Column::Seq, Expr::value(seq))
        .col_expr(Column::Hash, Expr::value(after.hash.to_vec()))
        .col_expr(Column::BoardVersion, Expr::col(Column::BoardVersion).add(1))
        .filter(Column::MemberId.eq(before.member.0))
        .filter(Column::Seq.eq(expected))
        .filter(same_unit)
        .filter(same_final)
        .exec(tx.conn())
        .await?;
    if moved.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a ledger head")) }
}

fn row(entry: &Entry, path: &OrganizationPath) -> ledger_entries::ActiveModel {
    let draft = &entry.draft;
    ledger_entries::ActiveModel {
        id: ActiveValue::Set(draft.id.0),
        member_id: ActiveValue::Set(entry.member.0),
        seq: ActiveValue::Set(i64::try_from(entry.seq).unwrap_or(i64::MAX)),
        kind: ActiveValue::Set(draft.kind.code().to_owned()),
        source_kind: ActiveValue::Set(draft.source.kind.code().to_owned()),
        source_id: ActiveValue::Set(draft.source.id),
        line: ActiveValue::Set(draft.source.line.into()),
        item_code: ActiveValue::Set(draft.item.clone()),
        rule_book_id: ActiveValue::Set(draft.rule_book.0),
        owner_id: ActiveValue::Set(draft.owner.0),
        organization_id: ActiveValue::Set(draft.organization.0),
        organization_path: ActiveValue::Set(path.as_str().to_owned()),
        points: ActiveValue::Set(draft.points.into()),
        asked_points: ActiveValue::Set(draft.asked.into()),
        scope: ActiveValue::Set(draft.scope.map(|period| period.to_string())),
        deed_on: ActiveValue::Set(draft.deed_on),
        counts_on: ActiveValue::Set(entry.counts_on),
        recorded_at: ActiveValue::Set(entry.recorded_at.into()),
        recorded_by: ActiveValue::Set(draft.recorded_by.0),
        approved_by: ActiveValue::Set(draft.approved_by.0),
        reverses_id: ActiveValue::Set(draft.reverses.map(Into::into)),
        releases_id: ActiveValue::Set(draft.releases.map(Into::into)),
        reason_digest: ActiveValue::Set(draft.reason_digest.to_vec()),
        evidence_digest: ActiveValue::Set(draft.evidence_digest.to_vec()),
        hash: ActiveValue::Set(entry.hash.to_vec()),
    }
}

fn note_row(entry: &Entry, note: Note) -> ledger_notes::ActiveModel {
    ledger_notes::ActiveModel {
        entry_id: ActiveValue::Set(entry.draft.id.0),
        salt: ActiveValue::Set(note.salt.to_vec()),
        what: ActiveValue::Set(note.what),
        reason: ActiveValue::Set(note.reason),
        quantity: ActiveValue::Set(
            note.quantity.as_ref().map(|quantity| Points::from_hundredths(quantity.hundredths()).into()),
        ),
        unit: ActiveValue::Set(note.quantity.map(|quantity| quantity.unit().to_owned())),
    }
}

/// The quantity of a stored note.
pub(super) fn quantity(row: &ledger_notes::Model) -> Option<Quantity> {
    Quantity::new(Points::from(row.quantity?).hundredths(), row.unit.clone()?)
}
