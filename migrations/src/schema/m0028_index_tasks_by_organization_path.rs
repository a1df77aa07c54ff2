//! Tasks by reach.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0028_index_tasks_by_organization_path", "tasks", "tasks_organization_path", &["organization_path"])
}
