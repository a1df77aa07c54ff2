//! The persons of a township.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0006_index_persons_by_township_id", "persons", "persons_township_id", &["township_id"])
}
