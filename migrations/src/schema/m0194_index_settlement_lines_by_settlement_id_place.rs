//! The lines of a settlement in their order.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0194_index_settlement_lines_by_settlement_id_place",
        "settlement_lines",
        "settlement_lines_settlement_id_place",
        &["settlement_id", "place"],
    )
}
