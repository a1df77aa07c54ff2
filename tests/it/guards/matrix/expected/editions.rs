//! Editions and the notices that show them.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("previewClosing",      "LUFFFFF+FF"),
    ("listEditions",        "LU++++++++"),
    ("getEdition",          "LU++++++++"),
    ("listEditionRows",     "LU++++++++"),
    ("showPublicNotice",    "++++++++++"),
    ("showPublicEdition",   "++++++++++"),
    ("showNotice",          "++++++++++"),
];
