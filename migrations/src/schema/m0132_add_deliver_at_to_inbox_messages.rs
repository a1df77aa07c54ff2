//! When a message is next due to be sent outside the app, such as through WeChat; NULL once it was sent, or is not to be.

use crate::columns::maybe_instant;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0132_add_deliver_at_to_inbox_messages", "inbox_messages", "deliver_at", || {
        maybe_instant("deliver_at")
    })
}
