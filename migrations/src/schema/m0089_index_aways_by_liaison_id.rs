//! Whom a member stays in touch with.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0089_index_aways_by_liaison_id", "aways", "aways_liaison_id", &["liaison_id"])
}
