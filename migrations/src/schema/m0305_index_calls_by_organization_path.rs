//! The open calls of an organization.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0305_index_calls_by_organization_path",
        "calls",
        "calls_organization_path",
        &["state", "organization_path"],
    )
}
