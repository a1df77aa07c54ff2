//! An organization's tasks.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0027_index_tasks_by_organization_id_state",
        "tasks",
        "tasks_organization_id_state",
        &["organization_id", "state"],
    )
}
