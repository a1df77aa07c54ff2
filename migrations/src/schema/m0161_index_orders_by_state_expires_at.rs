//! Orders whose time is over.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0161_index_orders_by_state_expires_at", "orders", "orders_state_expires_at", &["state", "expires_at"])
}
