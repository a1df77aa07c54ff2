//! The sheet of a branch and month.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0101_index_dues_by_organization_id_period",
        "dues",
        "dues_organization_id_period",
        &["organization_id", "period"],
    )
}
