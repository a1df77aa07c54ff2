//! How many had a vote, at the closing.

use crate::columns::maybe_number;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0362_add_voters_to_meetings", "meetings", "voters", || maybe_number("voters"))
}
