//! The drafts within reach.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0071_index_rule_book_drafts_by_owner_path",
        "rule_book_drafts",
        "rule_book_drafts_owner_path",
        &["owner_path"],
    )
}
