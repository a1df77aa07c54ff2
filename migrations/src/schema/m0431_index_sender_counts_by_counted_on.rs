//! The counts to be forgotten.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0431_index_sender_counts_by_counted_on", "sender_counts", "sender_counts_counted_on", &["counted_on"])
}
