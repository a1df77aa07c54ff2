//! A task's claims.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0033_index_claims_by_task_id", "claims", "claims_task_id", &["task_id"])
}
