//! Rule books (积分管理台账): reading the one in force.

mod effective;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use wire::RuleBookOut;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(effective::get_effective_rulebook);
}
