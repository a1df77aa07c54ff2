//! The review queue.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0034_index_claims_by_review_organization_id_state_submitted_at",
        "claims",
        "claims_review_organization_id_state_submitted_at",
        &["review_organization_id", "state", "submitted_at"],
    )
}
