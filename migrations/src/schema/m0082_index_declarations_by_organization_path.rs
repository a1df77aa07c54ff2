//! A branch's declarations.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0082_index_declarations_by_organization_path",
        "declarations",
        "declarations_organization_path",
        &["organization_path"],
    )
}
