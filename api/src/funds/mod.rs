//! Village funds (党员积分专项奖励经费), read: what was put in, promised, spent and lapsed (S0-9). What moves them is in
//! [`crate::purse`].

mod list;
mod movements;
mod statement;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use statement::{Line, Statement, folded, statements};
pub use wire::{FundLineOut, FundSumsOut};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list::list_funds).service(movements::list_fund_movements);
}
