//! A member's over-issues.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0197_index_over_issues_by_member_id", "over_issues", "over_issues_member_id", &["member_id"])
}
