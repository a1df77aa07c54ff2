//! What is to be weighed about the members of an organization.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0103_index_villager_reports_by_organization_id_state",
        "villager_reports",
        "villager_reports_organization_id_state",
        &["organization_id", "state"],
    )
}
