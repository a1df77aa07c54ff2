//! The movements of a fund.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0339_index_care_movements_by_organization_id_id",
        "care_movements",
        "care_movements_organization_id_id",
        &["organization_id", "id"],
    )
}
