//! Points cards.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("showCard",         "LU+++++FFF"),
    // For branch A as the host.
    ("scanCard",         "LUFFF+N+FF"),
    ("declareCardDeed",  "LUFFF+N+FF"),
];
