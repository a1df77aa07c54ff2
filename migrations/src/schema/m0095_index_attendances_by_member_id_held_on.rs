//! A member's attendance.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0095_index_attendances_by_member_id_held_on",
        "attendances",
        "attendances_member_id_held_on",
        &["member_id", "held_on"],
    )
}
