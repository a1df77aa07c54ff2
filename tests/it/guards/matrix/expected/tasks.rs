//! Tasks, claims and their pictures.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("listTasks",      "LU++++++++"),
    ("getTask",        "LU+N++N++N"),
    ("createTask",     "LUFFF+N+FF"),
    ("editTask",       "LUFFF+N+FF"),
    ("publishTask",    "LUFFF+N+FF"),
    ("closeTask",      "LUFFF+N+FF"),
    ("cancelTask",     "LUFFF+N+FF"),
    ("claimTask",      "LU+N++NFFF"),
    // Among claims a member finds the own.
    ("listClaims",     "LU++++++++"),
    ("getClaim",       "LU+N++N++N"),
    // Only whose claim it is.
    ("submitClaim",    "LU+NNNNFFF"),
    ("withdrawClaim",  "LU+NNNNFFF"),
    ("approveClaim",   "LUFF++N+FF"),
    ("returnClaim",    "LUFF++N+FF"),
    ("rejectClaim",    "LUFF++N+FF"),
    ("reviewClaims",   "LUFF++N+FF"),
    // Evidence is handed in by members only.
    ("uploadFile",     "LU++++++FF"),
    ("getFile",        "LU+N++N++N"),
];
