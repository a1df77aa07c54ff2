//! The editions of a township's period.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0219_index_editions_by_township_id_period",
        "editions",
        "editions_township_id_period",
        &["township_id", "period"],
    )
}
