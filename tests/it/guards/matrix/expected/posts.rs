//! Posts, their holders and checks.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("listPosts",        "LU++++++++"),
    ("getPost",          "LU+N++N++N"),
    ("createPost",       "LUFFF+N+FF"),
    ("editPost",         "LUFFF+N+FF"),
    ("claimPost",        "LU+N++NFFF"),
    ("assignPost",       "LUFFF+N+FF"),
    ("endHolding",       "LUFFF+N+FF"),
    ("checkPosts",       "LUFFF+N+FF"),
    ("listPostHolders",  "LUFF++N++F"),
    ("listPostChecks",   "LUFF++N++F"),
    ("listCandidates",   "LUFF++N++F"),
    ("listPostsBoard",   "LU++++++++"),
];
