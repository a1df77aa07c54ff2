//! The cases of a member.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0168_index_help_cases_by_member_id", "help_cases", "help_cases_member_id", &["member_id"])
}
