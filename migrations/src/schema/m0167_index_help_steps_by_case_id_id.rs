//! The steps of a case, in order.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0167_index_help_steps_by_case_id_id", "help_steps", "help_steps_case_id_id", &["case_id", "id"])
}
