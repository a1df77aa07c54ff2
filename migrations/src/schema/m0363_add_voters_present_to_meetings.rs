//! How many of them were present, at the closing.

use crate::columns::maybe_number;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0363_add_voters_present_to_meetings", "meetings", "voters_present", || {
        maybe_number("voters_present")
    })
}
