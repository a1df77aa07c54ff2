//! What is over is forgotten.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0353_index_desk_logins_by_expires_at", "desk_logins", "desk_logins_expires_at", &["expires_at"])
}
