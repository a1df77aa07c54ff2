//! What waits to be published.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0263_index_contents_by_state_publish_at",
        "contents",
        "contents_state_publish_at",
        &["state", "publish_at"],
    )
}
