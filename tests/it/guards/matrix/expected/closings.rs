//! Closings and their editions.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("closePeriod",         "LUFFFFF+FF"),
    ("listClosings",        "LU++++++++"),
    ("getClosing",          "LU++++++++"),
    ("publishEdition",      "LUFFFFF+FF"),
    ("correctClosedPeriod", "LUFFFFF+FF"),
    ("finalizeClosing",     "LUFFFFF+FF"),
];
