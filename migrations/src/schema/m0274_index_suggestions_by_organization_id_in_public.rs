//! What the public reads.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0274_index_suggestions_by_organization_id_in_public",
        "suggestions",
        "suggestions_organization_id_in_public",
        &["organization_id", "in_public"],
    )
}
