//! Ending a family.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0016_index_refresh_tokens_by_family_id", "refresh_tokens", "refresh_tokens_family_id", &["family_id"])
}
