//! Zeroings, vetoes and what a committee enters itself.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("enterDirectly",   "LUFFF+N+FF"),
    ("zeroMember",      "LUFFFFF+FF"),
    ("listZeroings",    "LU+N++N++N"),
    ("liftZeroing",     "LUFFFFF+FF"),
];
