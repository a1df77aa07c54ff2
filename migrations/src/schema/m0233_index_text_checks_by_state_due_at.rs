//! What the platform is to be asked next.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0233_index_text_checks_by_state_due_at",
        "text_checks",
        "text_checks_state_due_at",
        &["state", "due_at"],
    )
}
