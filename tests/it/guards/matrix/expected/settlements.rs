//! Settlements and what was issued too much.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("runSettlement",          "LUFFFFF+FF"),
    ("listSettlements",        "LUFF+++++F"),
    ("getSettlement",          "LUFF+++++F"),
    ("listSettlementLines",    "LUFF+++++F"),
    ("getSettlementStatement", "LUFF+++++F"),
    ("signSettlement",         "LUFFFFF+FF"),
    ("withdrawSettlement",     "LUFFFFF+FF"),
    ("listOverIssues",         "LUFF+++++F"),
];
