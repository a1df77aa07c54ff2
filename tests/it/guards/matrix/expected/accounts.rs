//! Sessions, roles, re-bindings, the audit log, and what callers read about themselves.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("logInWithWechat",   "++++++++++"),
    ("refreshSession",    "++++++++++"),
    ("logOut",            "L+++++++++"),
    ("bindAccount",       "L+++++++++"),
    ("getMe",             "L+++++++++"),
    ("showHome",          "LU++++++++"),
    ("listRoles",         "LUFF++N++F"),
    ("grantRole",         "LUFFF+N+FF"),
    ("endRole",           "LUFFF+N+FF"),
    ("listRebindings",    "LUFFF+++FF"),
    ("approveRebinding",  "LUFFF+N+FF"),
    ("rejectRebinding",   "LUFFF+N+FF"),
    ("listAuditLog",      "LUFFFFF++F"),
];
