//! The over-issues of a branch.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0198_index_over_issues_by_organization_path",
        "over_issues",
        "over_issues_organization_path",
        &["organization_path"],
    )
}
