//! The caller's own: who they are.

mod profile;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(profile::get_me);
}
