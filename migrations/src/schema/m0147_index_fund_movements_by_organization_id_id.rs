//! A fund's movements, the newest first.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0147_index_fund_movements_by_organization_id_id",
        "fund_movements",
        "fund_movements_organization_id_id",
        &["organization_id", "id"],
    )
}
