//! Who is acted for in a branch.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0341_index_assistances_by_organization_path",
        "assistances",
        "assistances_organization_path",
        &["organization_path"],
    )
}
