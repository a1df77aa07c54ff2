//! WeChat's message push (消息推送): received at once, worked on later.
//!
//! - `receive`: the address `/wechat/push`: verifies, keeps the event once, answers `success`
//! - `handle`: the background work: each event has its effect in the transaction that ends it
//! - `dispatch`: which event goes to which noun

mod dispatch;
mod handle;
mod receive;

use utoipa_actix_web::service_config::ServiceConfig;

pub use dispatch::Handled;
pub(crate) use handle::{handle_pushes, sweep_pushes};

/// Registers the routes, which lie outside of `/api`: WeChat's console knows the address.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(receive::check_push_address).service(receive::receive_push);
}
