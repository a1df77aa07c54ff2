//! The meeting whose material a picture is.

use crate::columns::maybe_reference;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0366_add_meeting_id_to_files", "files", "meeting_id", || maybe_reference("meeting_id"))
}
