//! Somebody's sessions at desks.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0352_index_desk_logins_by_account_id", "desk_logins", "desk_logins_account_id", &["account_id"])
}
