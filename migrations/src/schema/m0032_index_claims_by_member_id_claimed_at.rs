//! A member's claims.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0032_index_claims_by_member_id_claimed_at",
        "claims",
        "claims_member_id_claimed_at",
        &["member_id", "claimed_at"],
    )
}
