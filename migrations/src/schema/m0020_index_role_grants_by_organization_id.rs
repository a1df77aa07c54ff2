//! Who holds a role at an organization.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0020_index_role_grants_by_organization_id",
        "role_grants",
        "role_grants_organization_id",
        &["organization_id"],
    )
}
