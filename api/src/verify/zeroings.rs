//! Zeroings: the rows against their entries, and zeroed periods against what they must come to.

use std::collections::BTreeSet;

use xianfeng_domain::ids::{OrganizationId, ZeroingId};
use xianfeng_domain::ledger::{Books, Entry, EntryKind, Fold, Head, is_marker};
use xianfeng_infra::zeroings::ZeroingRow;

use super::difference::Difference;

/// One member's zeroings.
pub(super) fn zeroings(books: &Books, head: &Head, rows: &[ZeroingRow], entries: &[Entry]) -> Vec<Difference> {
    let mut differences: Vec<_> =
        rows.iter().filter(|row| !is_told(row, entries)).map(|row| Difference::Zeroing(row.id)).collect();
    let markers = entries.iter().filter(|entry| is_marker(entry)).map(|entry| ZeroingId(entry.draft.source.id));
    let strays = markers.filter(|id| rows.iter().all(|row| row.id != *id));
    differences.extend(strays.map(Difference::Zeroing));
    let owners: BTreeSet<OrganizationId> = entries.iter().map(|entry| entry.draft.owner).collect();
    for owner in owners {
        let own: Vec<Entry> = entries.iter().filter(|entry| entry.draft.owner == owner).cloned().collect();
        let fold = Fold::new(&own, |book| books.get(&book).is_none_or(|book| book.additions_after_zeroing));
        // What is closed stays as it was when it was closed, whatever was lifted since.
        let open = |day| head.closed_through.is_none_or(|closed| day > closed);
        for period in fold.covered().into_iter().filter(|period| open(period.last_day())) {
            let (counted, expected) = (fold.total(period), fold.target(period));
            if counted != expected {
                differences.push(Difference::ZeroedTotal { member: head.member, period, counted, expected });
            }
        }
    }
    differences
}

/// Do the entries say what the row says?
fn is_told(row: &ZeroingRow, entries: &[Entry]) -> bool {
    let of = |entry: &&Entry| entry.draft.source.id == row.id.0;
    let marker = entries.iter().filter(of).find(|entry| is_marker(entry));
    let lifted = entries.iter().filter(of).any(|entry| entry.draft.kind == EntryKind::Lifting);
    marker.is_some_and(|marker| {
        let draft = &marker.draft;
        marker.seq == row.marker
            && marker.counts_on == row.counts_on
            && (draft.kind, draft.owner, draft.rule_book, draft.deed_on)
                == (row.kind, row.owner, row.rule_book, row.day)
            && draft.item.as_deref() == Some(row.item.as_str())
    }) && lifted == row.lifted.is_some()
}
