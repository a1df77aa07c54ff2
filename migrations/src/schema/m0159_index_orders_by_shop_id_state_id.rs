//! What waits in a shop.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0159_index_orders_by_shop_id_state_id",
        "orders",
        "orders_shop_id_state_id",
        &["shop_id", "state", "id"],
    )
}
