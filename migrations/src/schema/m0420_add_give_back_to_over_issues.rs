//! What was taken off in vain, because the reversal was mended later: it comes back with the next settlements.

use crate::columns::points;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0420_add_give_back_to_over_issues", "over_issues", "give_back", || {
        points("give_back").default(0).to_owned()
    })
}
