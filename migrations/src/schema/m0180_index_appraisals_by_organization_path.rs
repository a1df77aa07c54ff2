//! The rounds of a branch, and of a township.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0180_index_appraisals_by_organization_path",
        "appraisals",
        "appraisals_organization_path",
        &["organization_path"],
    )
}
