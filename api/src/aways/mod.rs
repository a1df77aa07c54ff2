//! Times away (外出流动): who is away since when, where to, and who stays in touch (S2-6, S3-2, S4-12).

mod come_back;
mod go;
mod list;
mod refused;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use go::{AwayIn, go};
pub use wire::AwayOut;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list::list_aways).service(go::record_away).service(come_back::record_return);
}
