//! The purse (兑换分) and the village funds behind it: redemption points, a second purse beside the ledger (S0-9).
//!
//! A settlement calls [`allot`], [`issue`] and [`lapse`], an order [`reserve`], then [`fulfil`] or
//! [`cancel`], a coupon that does not work [`refund`] after that, each inside its own transaction. Every step is one that a repeat does not take again.
//! The member's wallet is the serialisation point; it is locked before the fund that pays.

mod cancel;
mod expire;
mod fulfil;
mod fund;
mod get;
mod issue;
mod lapsing;
mod refund;
mod refused;
mod reserve;
mod sentence;
mod step;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use cancel::cancel;
pub use expire::expire;
pub use fulfil::fulfil;
pub use fund::{allot, available, lapse};
pub use issue::{Issue, issue};
pub use lapsing::{expire_lots, notice_lots};
pub use refund::refund;
pub use reserve::reserve;
pub use wire::{WalletMovementsOut, WalletOut};
pub(crate) use wire::{movement_example, movements_out, wallet_example, wallet_out};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(get::get_wallet);
}
