//! A secretary's open requests.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0024_index_rebindings_by_organization_id_state",
        "rebindings",
        "rebindings_organization_id_state",
        &["organization_id", "state"],
    )
}
