//! Who belongs to a grid.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0112_index_grid_members_by_grid_id", "grid_members", "grid_members_grid_id", &["grid_id"])
}
