//! A member's times away.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0088_index_aways_by_member_id", "aways", "aways_member_id", &["member_id"])
}
