//! The hand-overs of an organization.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0348_index_handovers_by_organization_path",
        "handovers",
        "handovers_organization_path",
        &["organization_path"],
    )
}
