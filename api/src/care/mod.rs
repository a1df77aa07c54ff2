//! The care-and-help register (关爱、激励、帮扶, S4-8, S4-12), who looks after the aged (S4-9), and its fund. All of it is
//! private to those concerned (invariant 11): texts are sealed, every read is written to the audit log, which names the
//! entry and never the member; there is no board, no export and no public page of it.
//!
//! - `create`, `edit`, `helper`, `visit`, `review`, `pay`, `reverse`, `end`: the life of an entry
//! - `list`, `get`, `mine`: reading; `seen`: who may decide, and who may visit
//! - `follow`: what a move, a leave, a time away does to entries; `remind`: visits and reviews that are due
//! - `fund`: the share of dues, what it puts in, the statement of a year
//! - `people`: finding and telling helpers; `step`: writing what happened

mod create;
mod edit;
mod end;
mod follow;
mod fund;
mod get;
mod helper;
mod list;
mod mine;
mod pass_on;
mod pay;
mod people;
mod refused;
mod remind;
mod reverse;
mod review;
mod seen;
mod step;
mod visit;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use create::{CareIn, create};
pub use end::{EndIn, end};
pub(crate) use follow::{helper_away, left, moved};
pub use fund::{InflowIn, ShareIn, draw, set_share};
pub use helper::{CareHelperIn, name_helper};
pub(crate) use pass_on::pass_on;
pub use pay::{PaymentIn, pay};
pub(crate) use remind::reminders;
pub use reverse::reverse;
pub use review::{ReviewIn, review};
pub use visit::{VisitIn, visit};
pub use wire::CareOut;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_care_entries)
        .service(create::create_care_entry)
        .service(get::get_care_entry)
        .service(edit::edit_care_entry)
        .service(helper::name_care_helper)
        .service(visit::record_care_visit)
        .service(review::review_care_entry)
        .service(pay::pay_care_entry)
        .service(reverse::reverse_care_payment)
        .service(end::end_care_entry)
        .service(mine::list_my_care)
        .configure(fund::routes);
}
