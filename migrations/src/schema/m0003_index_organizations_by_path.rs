//! Reach: everything under an organization.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0003_index_organizations_by_path", "organizations", "organizations_path", &["path"])
}
