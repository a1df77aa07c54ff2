//! Objections to published editions.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("createObjection",         "LU++++++++"),
    ("createPublicObjection",   "++++++++++"),
    ("listMyObjections",        "LU++++++++"),
    ("listObjections",          "LUFF++++FF"),
    ("getObjection",            "LUFF++N+FF"),
    ("admitObjection",          "LUFF++N+FF"),
    ("setObjectionAside",       "LUFF++N+FF"),
    ("decideObjection",         "LUFF++N+FF"),
    ("withdrawObjection",       "LU+NNNNNNN"),
    ("withdrawPublicObjection", "++++++++++"),
    ("showPublicObjection",     "++++++++++"),
    ("listPublicAnswers",       "++++++++++"),
];
