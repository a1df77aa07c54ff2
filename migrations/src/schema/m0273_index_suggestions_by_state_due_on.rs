//! What is due.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0273_index_suggestions_by_state_due_on",
        "suggestions",
        "suggestions_state_due_on",
        &["state", "due_on"],
    )
}
