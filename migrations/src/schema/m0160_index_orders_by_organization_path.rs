//! The orders of the members under an organization.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0160_index_orders_by_organization_path", "orders", "orders_organization_path", &["organization_path"])
}
