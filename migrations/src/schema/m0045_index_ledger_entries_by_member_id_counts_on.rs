//! A member's entries of a period.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0045_index_ledger_entries_by_member_id_counts_on",
        "ledger_entries",
        "ledger_entries_member_id_counts_on",
        &["member_id", "counts_on"],
    )
}
