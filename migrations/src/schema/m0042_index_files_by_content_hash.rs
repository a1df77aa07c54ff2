//! Who still needs a stored picture.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0042_index_files_by_content_hash", "files", "files_content_hash", &["content_hash"])
}
