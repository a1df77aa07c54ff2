//! A person's open invites.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0022_index_invites_by_person_id", "invites", "invites_person_id", &["person_id"])
}
