//! What of a closing is undecided, and what was answered.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0206_index_objections_by_closing_id_state",
        "objections",
        "objections_closing_id_state",
        &["closing_id", "state"],
    )
}
