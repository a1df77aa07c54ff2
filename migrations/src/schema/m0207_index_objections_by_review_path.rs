//! What waits for a committee.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0207_index_objections_by_review_path", "objections", "objections_review_path", &["review_path"])
}
