//! Membership in scoring: exemptions, base points withheld, hints, findings, colours.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("listMemberships",        "LUFF++N++F"),
    // The ground of an exemption and what was withheld are for who registers.
    ("exemptMember",           "LUFFF+N+FF"),
    ("listExemptions",         "LUFFF+N+FF"),
    ("endMemberExemption",     "LUFFF+N+FF"),
    ("withholdBasePoints",     "LUFFF+N+FF"),
    ("listBaseWithholdings",   "LUFFF+N+FF"),
    ("liftBaseWithholding",    "LUFFF+N+FF"),
    ("listHints",              "LUFFF+N+FF"),
    ("dismissCategoryHint",    "LUFFF+N+FF"),
    ("listFindings",           "LUFF++N++F"),
    // Nobody's without colours in the book: not found by whoever may look.
    ("showColourBoard",        "LUNNNNNNNN"),
    ("showPublicColours",      "NNNNNNNNNN"),
    // One's own, and within reach.
    ("showAspects",            "LU+N++N++N"),
    ("printBooklet",           "LU+N++N++N"),
];
