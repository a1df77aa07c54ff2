//! What is due to be visited or reviewed.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0333_index_care_entries_by_state_due_on",
        "care_entries",
        "care_entries_state_due_on",
        &["state", "due_on"],
    )
}
