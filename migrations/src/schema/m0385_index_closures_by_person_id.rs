//! A person's own.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0385_index_closures_by_person_id", "closures", "closures_person_id", &["person_id"])
}
