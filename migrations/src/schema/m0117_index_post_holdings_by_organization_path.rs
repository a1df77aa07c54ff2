//! Everybody who holds a post in an organization.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0117_index_post_holdings_by_organization_path",
        "post_holdings",
        "post_holdings_organization_path",
        &["organization_path"],
    )
}
