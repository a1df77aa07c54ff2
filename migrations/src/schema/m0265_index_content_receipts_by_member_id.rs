//! What a member has read.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0265_index_content_receipts_by_member_id",
        "content_receipts",
        "content_receipts_member_id",
        &["member_id"],
    )
}
