//! For whom somebody may act.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0342_index_assistances_by_helper_id_person_id",
        "assistances",
        "assistances_helper_id_person_id",
        &["helper_id", "person_id"],
    )
}
