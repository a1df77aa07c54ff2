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
    ("listReadyPosts",     "LU++++++++"),
    ("takeOverReadyPosts", "LUFFF+N+FF"),
    ("proposeHolders",     "LUFFF+N+FF"),
    // A card is its holder's to write, and the branch's to see; the public sees what the holder agrees to.
    ("writeMyContactCard", "LU+NNNNFFF"),
    ("getContactCard",     "LU+N++N++N"),
    ("printContactCard",   "LU+N++N++N"),
    ("showPublicPosts",    "++++++++++"),
];
