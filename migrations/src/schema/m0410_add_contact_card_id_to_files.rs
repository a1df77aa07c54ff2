//! The contact card (连心卡, S4-7) on which a photo stands: the id is the holding's.

use crate::columns::maybe_reference;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0410_add_contact_card_id_to_files", "files", "contact_card_id", || {
        maybe_reference("contact_card_id")
    })
}
