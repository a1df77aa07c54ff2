//! The steps of an entry.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0335_index_care_steps_by_care_id_id", "care_steps", "care_steps_care_id_id", &["care_id", "id"])
}
