//! The catalogue of a township.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0153_index_rewards_by_organization_path",
        "rewards",
        "rewards_organization_path",
        &["organization_path"],
    )
}
