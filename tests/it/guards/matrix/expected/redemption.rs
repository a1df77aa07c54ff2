//! Shops, rewards, orders and the counter. The township keeps the shops; a keeper is no caller here.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    // Shops and the catalogue are open to the township.
    ("listShops",          "LU++++++++"),
    ("getShop",            "LU++++++++"),
    ("listRewards",        "LU++++++++"),
    ("getReward",          "LU++++++++"),
    ("createShop",         "LUFFFFF+FF"),
    ("closeShop",          "LUFFFFF+FF"),
    ("openShop",           "LUFFFFF+FF"),
    ("createReward",       "LUFFFFF+FF"),
    ("editReward",         "LUFFFFF+FF"),
    ("offerReward",        "LUFFFFF+FF"),
    ("withdrawReward",     "LUFFFFF+FF"),
    // Stock: who keeps the shop, and who reads there looks.
    ("editShop",           "LUFFFFF+FF"),
    ("showStock",          "LUNN++N++N"),
    ("listStockMovements", "LUNN++N++N"),
    ("receiveStock",       "LUFFFFF+FF"),
    ("takeStock",          "LUFFFFF+FF"),
    // The counter.
    ("getDailyList",       "LUFFFFF+FF"),
    ("printDailyList",     "LUFFFFF+FF"),
    ("lookAtPickup",       "LUFFFFF+FF"),
    ("handOutPickup",      "LUFFFFF+FF"),
    ("recordPickups",      "LUFFFFF+FF"),
    // Coupons: the township's administrators; a code is its owner's, and the order is of member A.
    ("importCoupons",      "LUFFFFF+FF"),
    ("importCouponFile",   "LUFFFFF+FF"),
    ("listCoupons",        "LUFFFFF+FF"),
    ("withdrawCoupon",     "LUFFFFF+FF"),
    ("replaceCoupon",      "LUFFFFF+FF"),
    ("refundCoupon",       "LUFFFFF+FF"),
    ("revealMyCoupon",     "LU+NNNNFFF"),
    // Orders: the member's own, and those of members within reach. Only the member and the keeper call
    // one off; without a name of the own nobody orders.
    ("placeOrder",         "LU+N++NFFF"),
    ("listMyOrders",       "LU+++++FFF"),
    ("listOrders",         "LUFF++N++F"),
    ("getOrder",           "LU+N++N++N"),
    ("getOrderQr",         "LU+NNNNFFF"),
    ("cancelOrder",        "LU+NNNN+FF"),
];
