//! What happened to a thing.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0056_index_audit_log_by_subject_id_at", "audit_log", "audit_log_subject_id_at", &["subject_id", "at"])
}
