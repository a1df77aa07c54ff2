//! Under which name WeChat will push its verdict on a picture.

use crate::columns::maybe_text;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0283_add_trace_id_to_text_checks", "text_checks", "trace_id", || maybe_text("trace_id", 64))
}
