//! A member's declarations.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0081_index_declarations_by_member_id_deed_on",
        "declarations",
        "declarations_member_id_deed_on",
        &["member_id", "deed_on"],
    )
}
