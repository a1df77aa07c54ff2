//! Events that are old enough to be forgotten.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0282_index_wechat_events_by_received_at",
        "wechat_events",
        "wechat_events_received_at",
        &["received_at"],
    )
}
