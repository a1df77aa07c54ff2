//! Who stood in a branch on a day.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0011_index_memberships_by_branch_id_from_day",
        "memberships",
        "memberships_branch_id_from_day",
        &["branch_id", "from_day"],
    )
}
