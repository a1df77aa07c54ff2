//! Content safety, and what is for the WeChat platform alone.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("listChecks",         "LUFFF+N+FF"),
    ("decideCheck",        "LUFFF+N+FF"),
    ("takeCheckDown",      "LUFFF+N+FF"),
    // Nobody is asked who they are: what counts is a signature, which none of them has.
    ("checkPushAddress",   "FFFFFFFFFF"),
    ("receivePush",        "FFFFFFFFFF"),
    ("getCheckedPicture",  "NNNNNNNNNN"),
];
