//! What the settlement gives back in the village: before the fund is divided.

use crate::columns::points;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0424_add_given_back_to_settlement_funds", "settlement_funds", "given_back", || {
        points("given_back").default(0).to_owned()
    })
}
