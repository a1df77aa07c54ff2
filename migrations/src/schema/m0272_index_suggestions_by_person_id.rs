//! What a person has suggested.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0272_index_suggestions_by_person_id", "suggestions", "suggestions_person_id", &["person_id"])
}
