//! One member's ledger: chain, head, totals, words.

use std::collections::HashMap;

use xianfeng_domain::ids::EntryId;
use xianfeng_domain::ledger::{self, Entry, Head};
use xianfeng_infra::ledger::{MemberTotal, Note, TotalKey, expected_totals};

use super::difference::Difference;
use crate::ledger::digest_of;

/// The chain from the first entry to the head.
pub(super) fn chain(head: &Head, entries: &[Entry]) -> Vec<Difference> {
    let member = head.member;
    let last = entries.last().map_or(0, |entry| entry.seq);
    match ledger::verify(entries) {
        Err(seq) => vec![Difference::Chain { member, seq }],
        Ok(end) if end != (head.seq, head.hash) => vec![Difference::Head { member, head: head.seq, last }],
        Ok(_) => Vec::new(),
    }
}

/// The stored totals against the sums of the entries, in the order of periods.
pub(super) fn totals(stored: &HashMap<TotalKey, MemberTotal>, entries: &[Entry]) -> Vec<Difference> {
    let expected = expected_totals(entries);
    let mut keys: Vec<TotalKey> = stored.keys().chain(expected.keys()).copied().collect();
    keys.sort_unstable_by_key(|(_, owner, period)| (*owner, period.start(), period.days()));
    keys.dedup();
    let of = |totals: &HashMap<TotalKey, MemberTotal>, key| totals.get(key).copied().unwrap_or_default();
    keys.iter()
        .filter(|key| of(stored, key) != of(&expected, key))
        .map(|key| Difference::Total {
            member: key.0,
            owner: key.1,
            period: key.2,
            stored: of(stored, key),
            expected: of(&expected, key),
        })
        .collect()
}

/// The words against their digests. Erased words (both gone, the row kept) are no difference:
/// erasing a person's data is lawful and leaves the chain as it is.
pub(super) fn notes(notes: &HashMap<EntryId, Note>, entries: &[Entry]) -> Vec<Difference> {
    let wrong = |entry: &Entry| match notes.get(&entry.draft.id) {
        None => Some(Difference::NoteMissing(entry.draft.id)),
        Some(Note { what: None, reason: None, quantity: None, .. }) => None,
        Some(note) => (digest_of(note) != entry.draft.reason_digest).then_some(Difference::NoteAltered(entry.draft.id)),
    };
    entries.iter().filter_map(wrong).collect()
}
