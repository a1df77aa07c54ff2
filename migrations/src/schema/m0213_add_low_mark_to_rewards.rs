//! Below so many free codes the township is told.

use crate::columns::maybe_number;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0213_add_low_mark_to_rewards", "rewards", "low_mark", || maybe_number("low_mark"))
}
