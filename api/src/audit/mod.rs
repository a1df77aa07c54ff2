//! Reading the audit log.

mod list;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list::list_audit_log);
}
