//! Sweeping the old ones.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0053_index_idempotency_keys_by_created_at",
        "idempotency_keys",
        "idempotency_keys_created_at",
        &["created_at"],
    )
}
