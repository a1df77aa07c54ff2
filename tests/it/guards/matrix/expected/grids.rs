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
    ("listGridCards",     "LU++++++++"),
    // Who led is open as the card is; the branch decides, the leader alone reaches what they lead.
    ("listGridLeaders",     "LU++++++++"),
    ("recommendGridLeader", "LUFFF+N+FF"),
    ("confirmGridLeader",   "LUFFF+N+FF"),
    ("endGridLeader",       "LUFFF+N+FF"),
    ("listGridNotes",       "LUFF++N++F"),
    ("listMyGrids",         "LU++++++++"),
    ("listMyGridMembers",   "LU+NNNNNNN"),
    ("noteMyGrid",          "LU+NNNNNNN"),
    ("listMyGridNotes",     "LU+NNNNNNN"),
    ("checkMyGridPosts",    "LU+NNNNNNN"),
    ("listGridsBoard",      "LU++++++++"),
];
