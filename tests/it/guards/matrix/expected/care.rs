//! Times away with their follow-up, the care-and-help register and its fund: overseers read sums, nothing else.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    // Those whom one stays in touch with are one's own; here those of branch A are asked for.
    ("listContactsDue",      "LUNN++N+NN"),
    // What lies outside is not in it.
    ("listHostedAways",      "LUFF++++FF"),
    ("getAway",              "LUNN++N+NN"),
    ("changeAwayLiaison",    "LUFFF+N+FF"),
    ("recordAwayContact",    "LUFFF+N+FF"),
    ("setAwayHost",          "LUFFF+N+FF"),
    // A time away that branch B is home of and branch A hosts.
    ("recordHostNote",       "LUFF++N+FF"),

    ("listCareEntries",      "LUFF++N+FF"),
    ("createCareEntry",      "LUFFF+N+FF"),
    ("getCareEntry",         "LUFF++N+FF"),
    ("editCareEntry",        "LUFFF+N+FF"),
    ("nameCareHelper",       "LUFFF+N+FF"),
    ("recordCareVisit",      "LUFFF+N+FF"),
    ("reviewCareEntry",      "LUFFF+N+FF"),
    ("payCareEntry",         "LUFFFFF+FF"),
    ("reverseCarePayment",   "LUFFFFF+FF"),
    ("endCareEntry",         "LUFFF+N+FF"),
    ("listMyCare",           "LU++++++++"),
    ("setCareShare",         "LUFFFFF+FF"),
    ("drawCareInflow",       "LUFFFFF+FF"),
    ("getCareFundStatement", "LUFFNNN++F"),
];
