//! What is due.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0051_index_outbox_by_topic_due_at", "outbox", "outbox_topic_due_at", &["topic", "due_at"])
}
