//! What a person leads.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0242_index_grid_leaders_by_person_id",
        "grid_leaders",
        "grid_leaders_person_id",
        &["person_id", "state"],
    )
}
