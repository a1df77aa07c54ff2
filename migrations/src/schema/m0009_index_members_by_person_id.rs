//! A person's memberships.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0009_index_members_by_person_id", "members", "members_person_id", &["person_id"])
}
