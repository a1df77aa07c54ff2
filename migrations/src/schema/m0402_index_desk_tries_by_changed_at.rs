//! The tries to be forgotten.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0402_index_desk_tries_by_changed_at", "desk_tries", "desk_tries_changed_at", &["changed_at"])
}
