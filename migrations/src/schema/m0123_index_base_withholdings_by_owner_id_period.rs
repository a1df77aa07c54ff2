//! From whom a grant withholds.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0123_index_base_withholdings_by_owner_id_period",
        "base_withholdings",
        "base_withholdings_owner_id_period",
        &["owner_id", "period"],
    )
}
