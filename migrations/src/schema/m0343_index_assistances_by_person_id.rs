//! Who may act for somebody.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0343_index_assistances_by_person_id", "assistances", "assistances_person_id", &["person_id"])
}
