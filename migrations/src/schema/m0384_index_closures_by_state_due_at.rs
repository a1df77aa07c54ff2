//! What is due.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0384_index_closures_by_state_due_at", "closures", "closures_state_due_at", &["state", "due_at"])
}
