//! Messages of some days ago, for the call list.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0307_index_inbox_messages_by_created_at",
        "inbox_messages",
        "inbox_messages_kind_created_at",
        &["kind", "created_at"],
    )
}
