//! The privacy desk (个人信息): Personal Information Protection Law, articles 15 to 17, 24, 25, 28 and 44 to 50.
//!
//! - `data`, `data_rows`, `data_page`: what is held on me, all places and one, and for print; `inventory`: the list
//!   behind it
//! - `correction_*`: asking for a correction, and deciding on one
//! - `looks`: who looked
//! - `consents`, `guide`: what I agreed to, and the guide that I read
//! - `closure`, `erasure`: closing an account, erasing who belongs to no branch; `run`: carrying it out
//! - `events`: what WeChat tells about its users

mod closure;
mod consents;
mod correction_ask;
mod correction_decide;
mod correction_list;
mod correction_wire;
mod data;
mod data_page;
mod data_rows;
mod erasure;
pub mod events;
mod guide;
mod inventory;
mod look_names;
mod looks;
mod run;

use utoipa_actix_web::service_config::ServiceConfig;

pub use closure::{ClosureIn, ask_closure};
pub use consents::{ConsentIn, WirePurpose, give_consent};
pub use correction_ask::{CorrectionIn, ask as ask_correction};
pub use correction_decide::{DecisionIn, decide as decide_correction};
pub use correction_wire::WireField;
pub use guide::{GUIDE_VERSION, accept as accept_guide};
pub use run::close_due;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(data::list_my_data)
        .service(data_rows::list_my_data_rows)
        .service(data_page::print_my_data)
        .service(inventory::show_privacy_inventory)
        .service(correction_ask::ask_my_correction)
        .service(correction_list::list_my_corrections)
        .service(correction_list::list_corrections)
        .service(correction_decide::decide_on_correction)
        .service(looks::list_my_looks)
        .service(consents::list_my_consents)
        .service(consents::give_my_consent)
        .service(consents::withdraw_my_consent)
        .service(guide::show_privacy_guide)
        .service(guide::accept_privacy_guide)
        .service(closure::show_my_closure)
        .service(closure::ask_my_closure)
        .service(closure::take_back_my_closure)
        .service(erasure::erase_member);
}
