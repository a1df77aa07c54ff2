//! A shop's movements.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0156_index_stock_movements_by_shop_id_id",
        "stock_movements",
        "stock_movements_shop_id_id",
        &["shop_id", "id"],
    )
}
