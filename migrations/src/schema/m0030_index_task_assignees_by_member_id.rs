//! Tasks dispatched to a member.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0030_index_task_assignees_by_member_id", "task_assignees", "task_assignees_member_id", &["member_id"])
}
