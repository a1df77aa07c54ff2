//! Claims by reach.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0035_index_claims_by_organization_path", "claims", "claims_organization_path", &["organization_path"])
}
