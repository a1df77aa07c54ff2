//! Giving drafts their places behind a member's head.

use chrono::{DateTime, Utc};

use super::chain::{GENESIS, hash};
use super::counting::counts_on;
use super::entry::{Draft, Entry, Head};
use crate::time::to_micros;

/// What appending makes: entries to write and the head to move to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The entries, in order.
    pub entries: Vec<Entry>,
    /// The head after them.
    pub head: Head,
}

/// Puts drafts behind the head, in order. `now` is cut to the microsecond, as every database
/// keeps it.
pub fn append(head: Head, drafts: Vec<Draft>, now: DateTime<Utc>) -> Appended {
    let recorded_at = to_micros(now);
    let mut next = head;
    let entries = drafts
        .into_iter()
        .map(|draft| {
            let counts_on = match (draft.counts_as, draft.scope) {
                (Some(day), _) => day,
                // A scoped entry stands in its period; its own first day says so.
                (None, Some(period)) => period.start(),
                (None, None) => counts_on(draft.deed_on, head.closed_through),
            };
            let mut entry =
                Entry { member: head.member, seq: next.seq + 1, draft, counts_on, recorded_at, hash: GENESIS };
            entry.hash = hash(&next.hash, &entry);
            next = Head { seq: entry.seq, hash: entry.hash, ..next };
            entry
        })
        .collect();
    Appended { entries, head: next }
}
