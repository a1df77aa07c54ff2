//! Events that are due.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0281_index_wechat_events_by_state_due_at",
        "wechat_events",
        "wechat_events_state_due_at",
        &["state", "due_at"],
    )
}
