//! Deadlines to remind of.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0173_index_help_cases_by_state_remind_on",
        "help_cases",
        "help_cases_state_remind_on",
        &["state", "remind_on"],
    )
}
