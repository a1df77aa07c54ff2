//! Binding by phone number.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0005_index_persons_by_phone_hash", "persons", "persons_phone_hash", &["phone_hash"])
}
