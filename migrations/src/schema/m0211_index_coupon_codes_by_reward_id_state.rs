//! What is free of a reward, the soonest to run out first.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0211_index_coupon_codes_by_reward_id_state",
        "coupon_codes",
        "coupon_codes_reward_id_state",
        &["reward_id", "state", "valid_until"],
    )
}
