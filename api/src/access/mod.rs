//! Who may what: roles, and accounts that move to their person's new phone.

mod approve_rebinding;
mod end;
mod grant;
mod rebinding;
mod rebindings;
mod reject_rebinding;
mod reroute;
mod role;
mod roles;
mod vouching;

use utoipa_actix_web::service_config::ServiceConfig;

pub use end::{end, end_all};
pub use grant::{give, grant};
pub use reroute::reroute;
pub(crate) use role::audit as audit_role;
pub use role::{RoleIn, RoleOut, roles_out};
pub use vouching::{check_inviting, check_vouching, invite_stands};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(roles::list_roles)
        .service(grant::grant_role)
        .service(end::end_role)
        .service(rebindings::list_rebindings)
        .service(approve_rebinding::approve_rebinding)
        .service(reject_rebinding::reject_rebinding);
}
