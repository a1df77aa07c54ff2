//! What somebody takes over.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0350_index_handovers_by_incoming_id", "handovers", "handovers_incoming_id", &["incoming_id"])
}
