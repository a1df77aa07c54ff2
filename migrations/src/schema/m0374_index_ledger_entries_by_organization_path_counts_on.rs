//! What was done in a place and time, for the statistics of activity.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0374_index_ledger_entries_by_organization_path_counts_on",
        "ledger_entries",
        "ledger_entries_organization_path_counts_on",
        &["organization_path", "counts_on"],
    )
}
