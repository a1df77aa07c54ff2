//! What is managed within reach.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0262_index_contents_by_organization_path",
        "contents",
        "contents_organization_path",
        &["organization_path"],
    )
}
