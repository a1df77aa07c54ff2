//! Ending all of an account's families.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0017_index_refresh_tokens_by_account_id",
        "refresh_tokens",
        "refresh_tokens_account_id",
        &["account_id"],
    )
}
