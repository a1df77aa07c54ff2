//! Who had a hand in one thing.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0346_index_assistance_acts_by_subject_id",
        "assistance_acts",
        "assistance_acts_subject_id",
        &["subject_id"],
    )
}
