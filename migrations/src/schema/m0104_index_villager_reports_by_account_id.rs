//! What one account has reported.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0104_index_villager_reports_by_account_id",
        "villager_reports",
        "villager_reports_account_id",
        &["account_id"],
    )
}
