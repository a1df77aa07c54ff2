//! Who is exempt on a day.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0121_index_exemptions_by_member_id_from_day",
        "exemptions",
        "exemptions_member_id_from_day",
        &["member_id", "from_day"],
    )
}
