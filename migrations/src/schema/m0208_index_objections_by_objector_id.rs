//! What a person has objected.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0208_index_objections_by_objector_id", "objections", "objections_objector_id", &["objector_id"])
}
