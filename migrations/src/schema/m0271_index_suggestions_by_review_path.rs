//! What waits within reach.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0271_index_suggestions_by_review_path", "suggestions", "suggestions_review_path", &["review_path"])
}
