//! The pledges of a branch, and of a township.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0176_index_pledges_by_organization_path_year",
        "pledges",
        "pledges_organization_path_year",
        &["organization_path", "year"],
    )
}
