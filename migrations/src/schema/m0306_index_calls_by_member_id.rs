//! The open calls of members, for their liaison.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0306_index_calls_by_member_id", "calls", "calls_member_id", &["member_id", "state"])
}
