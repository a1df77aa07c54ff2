//! What of it settlements gave back.

use crate::columns::points;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0421_add_given_back_to_over_issues", "over_issues", "given_back", || {
        points("given_back").default(0).to_owned()
    })
}
