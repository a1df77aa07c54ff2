//! A member's lines.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0195_index_settlement_lines_by_member_id",
        "settlement_lines",
        "settlement_lines_member_id",
        &["member_id"],
    )
}
