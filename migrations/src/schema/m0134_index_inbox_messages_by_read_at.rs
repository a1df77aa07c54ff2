//! What was read long ago, to be forgotten.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0134_index_inbox_messages_by_read_at", "inbox_messages", "inbox_messages_read_at", &["read_at"])
}
