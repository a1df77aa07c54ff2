//! The terms of holders that end.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0250_index_post_holdings_by_state_term_until",
        "post_holdings",
        "post_holdings_state_term_until",
        &["state", "term_until"],
    )
}
