//! Whom a person helps.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0332_index_care_entries_by_helper_person_id",
        "care_entries",
        "care_entries_helper_person_id",
        &["helper_person_id"],
    )
}
