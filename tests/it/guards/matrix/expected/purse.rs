//! Redemption points and the village funds behind them.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    // A wallet of one's own is a member's.
    ("getMyWallet",             "LU+++++FFF"),
    ("listMyWalletMovements",   "LU+++++FFF"),
    ("getWallet",               "LU+N++N++N"),
    ("listFunds",               "LUFF++N++F"),
    ("listFundMovements",       "LUFF++N++F"),
    ("exportFund",              "LUFF++N++F"),
    ("showPublicFund",          "++++++++++"),
    ("showFund",                "++++++++++"),
];
