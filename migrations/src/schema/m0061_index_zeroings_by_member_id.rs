//! A member's zeroings.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0061_index_zeroings_by_member_id", "zeroings", "zeroings_member_id", &["member_id"])
}
