//! The leaders of a grid.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0241_index_grid_leaders_by_grid_id", "grid_leaders", "grid_leaders_grid_id", &["grid_id"])
}
