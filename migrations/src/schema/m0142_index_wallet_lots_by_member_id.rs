//! A member's lots.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0142_index_wallet_lots_by_member_id", "wallet_lots", "wallet_lots_member_id", &["member_id"])
}
