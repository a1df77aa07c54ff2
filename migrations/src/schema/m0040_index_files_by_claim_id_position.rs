//! A claim's pictures.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0040_index_files_by_claim_id_position", "files", "files_claim_id_position", &["claim_id", "position"])
}
