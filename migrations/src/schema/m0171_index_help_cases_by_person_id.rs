//! A person's own cases.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0171_index_help_cases_by_person_id", "help_cases", "help_cases_person_id", &["person_id"])
}
