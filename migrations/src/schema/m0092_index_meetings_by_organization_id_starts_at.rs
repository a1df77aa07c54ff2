//! The meetings of the organizations on a member's path.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0092_index_meetings_by_organization_id_starts_at",
        "meetings",
        "meetings_organization_id_starts_at",
        &["organization_id", "starts_at"],
    )
}
