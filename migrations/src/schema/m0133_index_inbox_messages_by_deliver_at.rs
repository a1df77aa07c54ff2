//! What is due to be sent outside the app.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0133_index_inbox_messages_by_deliver_at",
        "inbox_messages",
        "inbox_messages_deliver_at",
        &["deliver_at"],
    )
}
