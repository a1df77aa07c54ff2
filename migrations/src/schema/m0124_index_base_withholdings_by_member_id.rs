//! What was withheld from a member.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0124_index_base_withholdings_by_member_id",
        "base_withholdings",
        "base_withholdings_member_id",
        &["member_id"],
    )
}
