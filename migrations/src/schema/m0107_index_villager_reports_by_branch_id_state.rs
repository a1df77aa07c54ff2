//! What the quarterly audit of a branch gathers.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0107_index_villager_reports_by_branch_id_state",
        "villager_reports",
        "villager_reports_branch_id_state",
        &["branch_id", "state"],
    )
}
