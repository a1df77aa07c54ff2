//! The posts of a member.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0119_index_post_holdings_by_member_id", "post_holdings", "post_holdings_member_id", &["member_id"])
}
