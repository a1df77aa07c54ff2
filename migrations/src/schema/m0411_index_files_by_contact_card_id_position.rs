//! The photo on a contact card.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0411_index_files_by_contact_card_id_position",
        "files",
        "files_contact_card_id_position",
        &["contact_card_id", "position"],
    )
}
