//! The pictures of a meeting.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0367_index_files_by_meeting_id_position",
        "files",
        "files_meeting_id_position",
        &["meeting_id", "position"],
    )
}
