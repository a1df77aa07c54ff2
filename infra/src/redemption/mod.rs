//! Redemption: shops, the catalogue, what stands on the shelves, and orders.

mod check;
mod coupons;
mod orders;
mod pins;
mod rewards;
mod shops;
mod stocks;
mod tries;
mod uses;

pub use check::{OrderState as CheckedOrder, ShelfCheck, coupon_orders_to_check, orders_to_check, shelves_to_check};
pub use coupons::{
    Coupon, Ending, NewCode, Pool, assign as assign_coupon, counts as coupon_counts, find as coupon,
    free as free_coupons, insert as insert_coupons, known as known_coupons, left as coupons_left,
    of_orders as coupons_of_orders, overdue as coupons_overdue, page as coupons, sealed as sealed_coupon,
    show as show_coupon, take_away as take_coupon_away, take_out as take_coupon_out, to_check as coupons_to_check,
};
pub use orders::{
    OrderFilter, Whose, advance as advance_order, by_code as order_by_code, by_ids as orders_by_ids,
    expiring as orders_expiring, find as order, insert as insert_order, overdue as orders_overdue, page as orders,
    reserved_in_shop, waiting as orders_waiting, warned as order_warned,
};
pub use pins::{PIN_TRIES, matches as pin_matches, try_pin};
pub use rewards::{
    RewardFilter, find as reward, find_above as reward_above, find_for_shop as reward_for_shop,
    find_seen as seen_reward, insert as insert_reward, page as rewards, update as update_reward,
    with_low_mark as rewards_with_low_mark,
};
pub use shops::{
    Seen, find as shop, find_seen as seen_shop, find_serving as serving_shop, insert as insert_shop,
    names as shop_names, page as shops, update as update_shop,
};
pub use stocks::{
    Moved, MovementRow, Stock, count as count_stock, hand_out as hand_out_stock, movements as stock_movements,
    of_shop as stock, open_shelves, receive as receive_stock, return_ as return_stock, take as take_stock,
};
pub use tries::{TRIES, TRIES_SECONDS, give_back as give_back_try, try_once};
pub use uses::{give_back as give_back_uses, take as take_uses};
