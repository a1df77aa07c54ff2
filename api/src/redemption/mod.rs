//! Redemption (兑换): rewards for redemption points, S0-9, S1-6, S4-4. The rules are in
//! `xianfeng_domain::redemption`; the points are the purse's.
//!
//! - `*_shop`, `shops`: shops; `*_reward`, `rewards`: the catalogue
//! - `stock`, `receive`, `stock_take`, `movements`: the shelves
//! - `order`, `cancel`, `expire`, `get_order`, `my_orders`, `orders`, `qr`: orders; `end` is how every
//!   order ends
//! - `coupons`, `coupon_import`, `coupon_reveal`, `coupon_mend`, `coupon_stock`: online coupons;
//!   `coupon_source` is where they come from
//! - `look`, `pick_up`, `batch`, `daily_list`: at the counter, with and without network; `guess` counts
//!   codes and PINs that are tried

mod batch;
mod cancel;
mod close_shop;
mod code;
mod coupon_import;
mod coupon_mend;
mod coupon_reveal;
mod coupon_source;
mod coupon_stock;
mod coupon_wire;
mod coupons;
mod create_reward;
mod create_shop;
mod daily_list;
mod edit_reward;
mod edit_shop;
mod end;
mod expire;
mod get_order;
mod get_shop;
mod guess;
mod look;
mod movements;
mod my_orders;
mod offer_reward;
mod order;
mod order_wire;
mod orders;
mod pick_up;
mod qr;
mod receive;
mod refused;
mod reward_wire;
mod rewards;
mod seen;
mod shop_wire;
mod shops;
mod stock;
mod stock_take;

use utoipa_actix_web::service_config::ServiceConfig;

pub use batch::{PickupBatchIn, record};
pub use cancel::cancel;
pub use coupon_stock::sweep_coupons;
pub use create_reward::{NewRewardIn, draft_reward};
pub use create_shop::{NewShopIn, open_shop_at};
pub use expire::end_overdue_orders;
pub use offer_reward::offer;
pub use order::{OrderIn, order};
pub use pick_up::Keeper;
pub use receive::{ReceiptIn, receive};
pub use reward_wire::{LimitIo, RewardIn};
pub use shop_wire::ShopIn;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(shops::list_shops)
        .service(create_shop::create_shop)
        .service(get_shop::get_shop)
        .service(edit_shop::edit_shop)
        .service(close_shop::close_shop)
        .service(close_shop::open_shop)
        .service(stock::show_stock)
        .service(movements::list_stock_movements)
        .service(receive::receive_stock)
        .service(stock_take::take_stock)
        .service(daily_list::get_daily_list)
        .service(daily_list::print_daily_list)
        .service(look::look_at_pickup)
        // Before the route for one pickup, which is shorter.
        .service(batch::record_pickups)
        .service(pick_up::hand_out_pickup)
        .service(rewards::list_rewards)
        .service(create_reward::create_reward)
        .service(rewards::get_reward)
        .service(edit_reward::edit_reward)
        .service(offer_reward::offer_reward)
        .service(offer_reward::withdraw_reward)
        .service(coupons::list_coupons)
        .service(coupon_import::import_coupons)
        .service(coupon_import::import_coupon_file)
        .service(coupons::withdraw_coupon)
        .service(coupon_mend::replace_coupon)
        .service(coupon_mend::refund_coupon)
        .service(coupon_reveal::reveal_my_coupon)
        .service(orders::list_orders)
        .service(order::place_order)
        .service(get_order::get_order)
        .service(qr::get_order_qr)
        .service(cancel::cancel_order)
        .service(my_orders::list_my_orders);
}
