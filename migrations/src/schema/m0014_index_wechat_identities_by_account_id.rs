//! An account's WeChat user.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0014_index_wechat_identities_by_account_id",
        "wechat_identities",
        "wechat_identities_account_id",
        &["account_id"],
    )
}
