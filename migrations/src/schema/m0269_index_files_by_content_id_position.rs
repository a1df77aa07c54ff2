//! The pictures of a content, in order.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0269_index_files_by_content_id_position",
        "files",
        "files_content_id_position",
        &["content_id", "position"],
    )
}
