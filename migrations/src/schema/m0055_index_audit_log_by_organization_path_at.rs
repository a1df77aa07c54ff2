//! The audit log by reach.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0055_index_audit_log_by_organization_path_at",
        "audit_log",
        "audit_log_organization_path_at",
        &["organization_path", "at"],
    )
}
