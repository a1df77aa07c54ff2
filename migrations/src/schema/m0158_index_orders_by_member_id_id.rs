//! A member's orders.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0158_index_orders_by_member_id_id", "orders", "orders_member_id_id", &["member_id", "id"])
}
