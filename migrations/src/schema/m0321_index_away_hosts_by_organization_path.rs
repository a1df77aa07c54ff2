//! Whom a branch hosts.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0321_index_away_hosts_by_organization_path",
        "away_hosts",
        "away_hosts_organization_path",
        &["organization_path"],
    )
}
