//! The notes on a pledge.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0178_index_pledge_progress_by_pledge_id",
        "pledge_progress",
        "pledge_progress_pledge_id",
        &["pledge_id"],
    )
}
