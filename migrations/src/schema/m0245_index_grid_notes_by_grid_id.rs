//! The notes of a grid.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0245_index_grid_notes_by_grid_id", "grid_notes", "grid_notes_grid_id", &["grid_id"])
}
