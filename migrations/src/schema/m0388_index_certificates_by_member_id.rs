//! A member's own.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0388_index_certificates_by_member_id", "certificates", "certificates_member_id", &["member_id"])
}
