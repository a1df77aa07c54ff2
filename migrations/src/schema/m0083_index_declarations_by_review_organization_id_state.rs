//! What waits for whom.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0083_index_declarations_by_review_organization_id_state",
        "declarations",
        "declarations_review_organization_id_state",
        &["review_organization_id", "state"],
    )
}
