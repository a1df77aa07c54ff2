//! Grids and their members.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    // Cards are open to the township, members to who may read them.
    ("listGrids",         "LU++++++++"),
    ("getGrid",           "LU++++++++"),
    ("showPublicGrids",   "++++++++++"),
    ("createGrid",        "LUFFF+N+FF"),
    ("editGrid",          "LUFFF+N+FF"),
    ("listGridMembers",   "LUFF++N++F"),
    ("placeGridMembers",  "LUFFF+N+FF"),
];
