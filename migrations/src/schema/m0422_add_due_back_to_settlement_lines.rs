//! What was taken off from the member in vain before, and not given back when the settlement was run.

use crate::columns::points;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0422_add_due_back_to_settlement_lines", "settlement_lines", "due_back", || {
        points("due_back").default(0).to_owned()
    })
}
