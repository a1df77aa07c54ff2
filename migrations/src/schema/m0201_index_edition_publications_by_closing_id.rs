//! The published editions of a closing.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0201_index_edition_publications_by_closing_id",
        "edition_publications",
        "edition_publications_closing_id",
        &["closing_id"],
    )
}
