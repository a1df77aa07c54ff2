//! The inbox: one's own, member or not, and nobody else's.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("listMyMessages",         "LU++++++++"),
    ("countMyUnreadMessages",  "LU++++++++"),
    ("readMessage",            "LU+NNNNNNN"),
    ("readMessages",           "LU+NNNNNNN"),
];
