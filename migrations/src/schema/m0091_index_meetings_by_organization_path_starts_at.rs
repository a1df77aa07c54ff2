//! Meetings by reach.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0091_index_meetings_by_organization_path_starts_at",
        "meetings",
        "meetings_organization_path_starts_at",
        &["organization_path", "starts_at"],
    )
}
