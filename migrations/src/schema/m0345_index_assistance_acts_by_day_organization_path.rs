//! What was done on a day, by branch.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0345_index_assistance_acts_by_day_organization_path",
        "assistance_acts",
        "assistance_acts_day_organization_path",
        &["day", "organization_path"],
    )
}
