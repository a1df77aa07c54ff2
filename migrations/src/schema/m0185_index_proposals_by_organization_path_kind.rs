//! The lists of an organization, and of a township.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0185_index_proposals_by_organization_path_kind",
        "proposals",
        "proposals_organization_path_kind",
        &["organization_path", "kind"],
    )
}
