//! What a branch's members and its public page read.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0261_index_contents_by_organization_id_state",
        "contents",
        "contents_organization_id_state",
        &["organization_id", "state"],
    )
}
