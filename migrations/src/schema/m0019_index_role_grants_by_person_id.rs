//! A person's roles, read at each request.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0019_index_role_grants_by_person_id", "role_grants", "role_grants_person_id", &["person_id"])
}
