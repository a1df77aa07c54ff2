//! The holders of a post.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0116_index_post_holdings_by_post_id", "post_holdings", "post_holdings_post_id", &["post_id"])
}
