//! What waits for a branch or a township.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0381_index_corrections_by_organization_path",
        "corrections",
        "corrections_organization_path",
        &["organization_path"],
    )
}
