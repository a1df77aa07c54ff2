//! Help cases: overseers and everybody not concerned find nothing.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("proposeHelpCases",   "LUFFF+N+FF"),
    ("confirmHelpCases",   "LUFF++N+FF"),
    ("listHelpOutcomes",   "LUFF++N+FF"),
    ("exportHelpOutcomes", "LUFF++N+FF"),
    ("listHelpCases",      "LUFF++N+FF"),
    ("listMyHelpCases",    "LU++++++++"),
    ("answerHelpCase",     "LU+NNNNFFF"),
    ("getHelpCase",        "LU+N++N+NN"),
    ("confirmHelpCase",    "LUFF++N+FF"),
    ("dismissHelpCase",    "LUFF++N+FF"),
    ("recordHelpStep",     "LUFF++N+FF"),
    ("printHelpLetter",    "LU+N++N+NN"),
    ("nameHelpHelper",     "LUFF++N+FF"),
    ("extendHelpCase",     "LUFF++N+FF"),
    ("closeHelpCase",      "LUFF++N+FF"),
    ("transferHelpCase",   "LUFFFFF+FF"),
    ("returnHelpCase",     "LUFFFFF+FF"),
    ("handOnHelpCase",     "LUFFFFF+FF"),
    ("handOverHelpCase",   "LUFFFFF+FF"),
];
