//! The cases that a branch carries now.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0170_index_help_cases_by_carried_path", "help_cases", "help_cases_carried_path", &["carried_path"])
}
