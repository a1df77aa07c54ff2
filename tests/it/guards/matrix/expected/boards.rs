//! What people look at, inside the organisation and in public, and workbooks.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("listMembersBoard",        "LU++++++++"),
    ("listOrganizationsBoard",  "LU++++++++"),
    // Own places and points are a member's.
    ("myPlace",                 "LU+++++FFF"),
    ("myPoints",                "LU+++++FFF"),
    ("compareMyPoints",         "LU+++++FFF"),
    ("showPublicLeaderboard",   "++++++++++"),
    ("showBoard",               "++++++++++"),
    ("exportLeaderboard",       "LUFF++N++F"),
    ("exportLedger",            "LUFF++N++F"),
    ("showStatistics",          "LUFF++N++F"),
    ("exportStatistics",        "LUFF++N++F"),
    ("showPublicStatistics",    "++++++++++"),
    ("showStatisticsBoard",     "++++++++++"),
];
