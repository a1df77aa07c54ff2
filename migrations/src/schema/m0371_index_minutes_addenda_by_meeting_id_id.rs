//! The addenda of one meeting's minutes.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0371_index_minutes_addenda_by_meeting_id_id",
        "minutes_addenda",
        "minutes_addenda_meeting_id_id",
        &["meeting_id", "id"],
    )
}
