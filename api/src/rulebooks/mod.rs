//! Rule books (积分管理台账): the one in force, the versions, and the way from draft to adoption.

pub mod drafts;
mod effective;
mod get;
mod governing;
mod list;
pub(crate) mod printed;
mod ready;
mod versions;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use wire::RuleBookOut;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_rulebooks)
        // Words before the route with an id, which would take them for one.
        .service(effective::get_effective_rulebook)
        .service(ready::list_ready_rulebooks)
        .configure(drafts::routes)
        .service(get::get_rulebook);
}
