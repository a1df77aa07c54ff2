//! The roster of a township.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0008_index_members_by_township_id_roster_order",
        "members",
        "members_township_id_roster_order",
        &["township_id", "roster_order"],
    )
}
