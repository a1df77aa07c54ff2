//! The user whom an event of the platform names.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0310_index_wechat_identities_by_open_id",
        "wechat_identities",
        "wechat_identities_open_id",
        &["open_id"],
    )
}
