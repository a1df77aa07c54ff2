//! Suggestions: of the member of A to A.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("createSuggestion",       "LU+++++FFF"),
    ("createPublicSuggestion", "++++++++++"),
    ("listMySuggestions",      "LU++++++++"),
    ("listSuggestions",        "LUFF++++FF"),
    ("getSuggestion",          "LUFF++N+FF"),
    ("takeSuggestionUp",       "LUFF++N+FF"),
    ("answerSuggestion",       "LUFF++N+FF"),
    ("showPublicSuggestion",   "++++++++++"),
    ("listPublicSuggestions",  "++++++++++"),
];
