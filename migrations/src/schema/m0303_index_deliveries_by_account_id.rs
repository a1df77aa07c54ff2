//! The latest delivery to a user.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0303_index_deliveries_by_account_id",
        "deliveries",
        "deliveries_account_id",
        &["account_id", "begun_at"],
    )
}
