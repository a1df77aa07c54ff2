//! A person's own requests.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0382_index_corrections_by_person_id", "corrections", "corrections_person_id", &["person_id"])
}
