//! Entries by reach.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0046_index_ledger_entries_by_organization_path_recorded_at",
        "ledger_entries",
        "ledger_entries_organization_path_recorded_at",
        &["organization_path", "recorded_at"],
    )
}
