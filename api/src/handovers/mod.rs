//! Hand-over of an office (交接): open work, roles and rights pass in one signed act.
//!
//! - `open`: who hands over begins it, or the township where they are gone
//! - `sign`: both sides sign; with the second signature `pass` moves role and duties
//! - `withdraw`: calling it off
//! - `list`, `print`: what there is, and the protocol on paper

mod list;
mod open;
mod pass;
mod print;
mod sign;
mod wire;
mod withdraw;

use utoipa_actix_web::service_config::ServiceConfig;

pub use open::{HandoverIn, open};
pub use sign::{SignIn, sign};
pub use wire::HandoverOut;
pub use withdraw::withdraw;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(open::open_handover)
        .service(list::list_handovers)
        .service(list::get_handover)
        .service(print::print_handover)
        .service(sign::sign_handover)
        .service(withdraw::withdraw_handover);
}
