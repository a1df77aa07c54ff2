//! What was released to a trimmed entry.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0047_index_ledger_entries_by_releases_id",
        "ledger_entries",
        "ledger_entries_releases_id",
        &["releases_id"],
    )
}
