//! The tree of party organizations (组织).

mod create;
mod edit;
mod get;
mod list;
mod publication;
mod visible;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use create::{NewOrganizationIn, create};
pub use publication::approve_publication;
pub use visible::{find_visible, visible};
pub use wire::OrganizationOut;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_organizations)
        .service(create::create_organization)
        .service(get::get_organization)
        .service(edit::edit_organization)
        .service(publication::decide_publication);
}
