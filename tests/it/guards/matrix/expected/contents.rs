//! Contents: drafts of the secretary of A, and what is published in A.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("listContents",        "LU+++++FFF"),
    ("listManagedContents", "LUFF+++++F"),
    ("getContent",          "LU+N++N++N"),
    ("createContent",       "LUFFF+N+FF"),
    ("copyContent",         "LUFFF+N+FF"),
    ("editContent",         "LUFFF+NFFF"),
    ("submitContent",       "LUFFF+NFFF"),
    // Nobody approves their own.
    ("approveContent",      "LUFF+FN+FF"),
    ("returnContent",       "LUFF++N+FF"),
    ("takeContentDown",     "LUFFF+N+FF"),
    ("readContent",         "LU+N++NFFF"),
    ("listContentReceipts", "LUFFF+N+FF"),
    ("remindOfContent",     "LUFFF+N+FF"),
    ("linkContent",         "LUFFF+N+FF"),
    ("listPublicContents",  "++++++++++"),
    ("showPublicContent",   "++++++++++"),
    ("showContents",        "++++++++++"),
    ("showContent",         "++++++++++"),
];
