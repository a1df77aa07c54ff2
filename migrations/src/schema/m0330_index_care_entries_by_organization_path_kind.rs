//! The register of an organization.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0330_index_care_entries_by_organization_path_kind",
        "care_entries",
        "care_entries_organization_path_kind",
        &["organization_path", "kind"],
    )
}
