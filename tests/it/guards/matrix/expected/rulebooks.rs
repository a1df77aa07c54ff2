//! Rule books: drafts and what becomes of them.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("listRulebooks",           "LU++++++++"),
    ("getRulebook",             "LU++++++++"),
    ("listReadyRulebooks",      "LUFFF+++FF"),
    ("listRulebookDrafts",      "LUFFF+N+FF"),
    ("createRulebookDraft",     "LUFFF+N+FF"),
    ("getRulebookDraft",        "LUFFF+N+FF"),
    ("editRulebookDraft",       "LUFFF+N+FF"),
    ("checkRulebookDraft",      "LUFFF+N+FF"),
    ("tryRulebookDraft",        "LUFFF+N+FF"),
    ("adoptRulebookDraft",      "LUFFF+N+FF"),
    ("withdrawRulebookDraft",   "LUFFF+N+FF"),
    ("exportRulebook",          "LU++++++++"),
    ("showRulebook",            "++++++++++"),
];
