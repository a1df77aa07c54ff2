//! What the settlement gives back of it; `points` holds it, too.

use crate::columns::points;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0423_add_given_back_to_settlement_lines", "settlement_lines", "given_back", || {
        points("given_back").default(0).to_owned()
    })
}
