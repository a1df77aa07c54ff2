//! The settlements of a township.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0191_index_settlements_by_township_path",
        "settlements",
        "settlements_township_path",
        &["township_path"],
    )
}
