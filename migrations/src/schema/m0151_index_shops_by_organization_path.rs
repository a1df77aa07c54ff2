//! The shops under an organization.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0151_index_shops_by_organization_path", "shops", "shops_organization_path", &["organization_path"])
}
