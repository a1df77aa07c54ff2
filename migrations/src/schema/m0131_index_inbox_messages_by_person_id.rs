//! A person's inbox, the newest first.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0131_index_inbox_messages_by_person_id",
        "inbox_messages",
        "inbox_messages_person_id",
        &["person_id", "id"],
    )
}
