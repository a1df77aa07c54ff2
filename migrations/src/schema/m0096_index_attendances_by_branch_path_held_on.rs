//! A branch's attendance and absences.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0096_index_attendances_by_branch_path_held_on",
        "attendances",
        "attendances_branch_path_held_on",
        &["branch_path", "held_on"],
    )
}
