//! To take a content out of the search.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0267_index_content_grams_by_content_id", "content_grams", "content_grams_content_id", &["content_id"])
}
