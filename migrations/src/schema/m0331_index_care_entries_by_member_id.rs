//! The entries of a member.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0331_index_care_entries_by_member_id", "care_entries", "care_entries_member_id", &["member_id"])
}
