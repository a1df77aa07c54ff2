//! Messages outside the app: one's own agreements; the call list of who manages the members.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("listMySubscriptions", "LU++++++++"),
    ("reportSubscriptions", "LU++++++++"),
    ("listCalls",           "LUFFF+N+FF"),
    ("recordCallOutcome",   "LUFFF+N+FF"),
    ("linkTask",            "LUFFF+N+FF"),
    ("getMeetingPicture",   "LU+N++N++N"),
];
