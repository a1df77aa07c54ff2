//! What a person agreed to.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0231_index_consents_by_person_id", "consents", "consents_person_id", &["person_id"])
}
