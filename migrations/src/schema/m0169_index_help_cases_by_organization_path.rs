//! The cases of a branch.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0169_index_help_cases_by_organization_path",
        "help_cases",
        "help_cases_organization_path",
        &["organization_path"],
    )
}
