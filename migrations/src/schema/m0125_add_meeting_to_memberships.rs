//! The meeting that approved a change of branch or category (S4-1).

use crate::columns::maybe_text;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0125_add_meeting_to_memberships", "memberships", "meeting", || maybe_text("meeting", 200))
}
