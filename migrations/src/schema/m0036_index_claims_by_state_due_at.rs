//! Claims that are overdue.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0036_index_claims_by_state_due_at", "claims", "claims_state_due_at", &["state", "due_at"])
}
