//! Times away (外出流动): who is away since when, where to, and who stays in touch (S2-6, S3-2, S4-6, S4-12).
//!
//! - `go`, `come_back`, `list`: the time away itself
//! - `liaison`: who stays in touch; `contact`, `due`, `remind`: the monthly follow-up
//! - `host`, `hosted`, `note`: the branch where the member is, which manages them together with the branch at home
//! - `get`: one time away for each who may see it (`seen`); `follow`: what becomes of it when people leave

mod come_back;
mod contact;
mod due;
mod follow;
mod get;
mod go;
mod host;
mod hosted;
mod liaison;
mod list;
mod note;
mod pass_on;
mod refused;
mod remind;
mod seen;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use contact::{ContactIn, contact};
pub(crate) use follow::{left, moved};
pub use go::{AwayIn, go};
pub use host::{HostIn, put_host};
pub use liaison::{LiaisonIn, change_liaison};
pub use note::{HostNoteIn, note};
pub(crate) use pass_on::pass_on;
pub(crate) use remind::contact_reminders;
pub use wire::AwayOut;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_aways)
        .service(go::record_away)
        .service(due::list_contacts_due)
        .service(hosted::list_hosted_aways)
        .service(get::get_away)
        .service(come_back::record_return)
        .service(liaison::change_away_liaison)
        .service(contact::record_away_contact)
        .service(host::set_away_host)
        .service(note::record_host_note);
}
