//! The terms that end.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0243_index_grid_leaders_by_state_until_day",
        "grid_leaders",
        "grid_leaders_state_until_day",
        &["state", "until_day"],
    )
}
