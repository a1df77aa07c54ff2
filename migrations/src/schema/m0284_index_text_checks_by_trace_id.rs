//! The check that a pushed verdict names.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0284_index_text_checks_by_trace_id", "text_checks", "text_checks_trace_id", &["trace_id"])
}
