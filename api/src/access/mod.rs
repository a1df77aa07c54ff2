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

use utoipa_actix_web::service_config::ServiceConfig;
use xianfeng_domain::access::may_vouch;
use xianfeng_domain::ids::PersonId;
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;

use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;

pub use end::{end, end_all};
pub use grant::{give, grant};
pub use reroute::reroute;
pub use role::{RoleIn, RoleOut, roles_out};

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

/// Refuses who would let somebody in as a person that may do more than they themselves.
///
/// # Errors
/// `auth.forbidden`.
pub async fn check_vouching(tx: &Tx, act: &Act, person: PersonId) -> Result<(), Failure> {
    let theirs = accounts::held_by(tx, person).await?;
    if may_vouch(&act.caller.grants, &theirs) { Ok(()) } else { Err(Code::AuthForbidden.into()) }
}
