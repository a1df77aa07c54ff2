//! What somebody hands over.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0349_index_handovers_by_outgoing_id", "handovers", "handovers_outgoing_id", &["outgoing_id"])
}
