//! A member's movements, the newest first.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0144_index_wallet_movements_by_member_id_id",
        "wallet_movements",
        "wallet_movements_member_id_id",
        &["member_id", "id"],
    )
}
