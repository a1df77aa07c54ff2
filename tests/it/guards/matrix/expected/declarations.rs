//! Deeds outside tasks, quarterly reports, and times away.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    // For somebody else: who registers for the branch.
    ("declareDeed",           "LUFFF+N+FF"),
    // Among declarations a member finds the own.
    ("listDeclarations",      "LU++++++++"),
    ("listMyDeclarations",    "LU+++++FFF"),
    ("getDeclaration",        "LU+N++N++N"),
    // Only whose it is, or who brought it forward.
    ("withdrawDeclaration",   "LU+NNNNFFF"),
    ("registerDeclarations",  "LUFF++N+FF"),
    ("recordTrainings",       "LUFFF+N+FF"),
    ("listReportsDue",        "LUFF++N++F"),
    // Not the own: those a member sees.
    ("listAways",             "LUNN++N++N"),
    ("recordAway",            "LUFFF+N+FF"),
    ("recordReturn",          "LUFFF+N+FF"),
];
