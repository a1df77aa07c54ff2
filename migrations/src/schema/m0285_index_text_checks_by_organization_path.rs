//! What waits for people of an organization.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0285_index_text_checks_by_organization_path",
        "text_checks",
        "text_checks_organization_path",
        &["organization_path"],
    )
}
