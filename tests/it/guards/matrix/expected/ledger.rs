//! The ledger and its corrections.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    // For the whole township to ask; it holds what the caller reaches, and the own.
    ("listLedger",      "LU++++++++"),
    ("listMyLedger",    "LU+++++FFF"),
    ("listMyClaims",    "LU+++++FFF"),
    ("reverseEntry",    "LUFFF+N+FF"),
    ("reinstateEntry",  "LUFFF+N+FF"),
];
