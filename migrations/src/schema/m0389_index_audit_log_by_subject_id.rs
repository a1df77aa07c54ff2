//! Who looked at somebody's data.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0389_index_audit_log_by_subject_id",
        "audit_log",
        "audit_log_subject_id",
        &["subject_id"],
    )
}
