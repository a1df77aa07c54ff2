//! The delivery that an event of the platform tells of.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0302_index_deliveries_by_platform_id", "deliveries", "deliveries_platform_id", &["platform_id"])
}
