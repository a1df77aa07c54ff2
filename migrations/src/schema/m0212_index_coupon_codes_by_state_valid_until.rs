//! Free codes whose day has passed.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0212_index_coupon_codes_by_state_valid_until",
        "coupon_codes",
        "coupon_codes_state_valid_until",
        &["state", "valid_until"],
    )
}
