//! Zeroings (清零) and one-vote vetoes (一票否决): S0-12. Writing and lifting them; what they take is in
//! the ledger.

mod create;
mod lift;
mod list;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use create::{ZeroingIn, zero};
pub use lift::lift;
pub use wire::{ZeroingDoneOut, ZeroingOut};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list::list_zeroings).service(create::zero_member).service(lift::lift_zeroing);
}
