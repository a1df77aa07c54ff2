//! The cases that somebody helps in.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0172_index_help_cases_by_helper_id", "help_cases", "help_cases_helper_id", &["helper_id"])
}
