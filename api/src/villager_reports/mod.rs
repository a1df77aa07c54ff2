//! Villagers' reports (群众反映): what somebody of the village says about a member (S2-4, S2-9).
//!
//! Who reports is shown to the township's administrators and to nobody else; not even the audit
//! log names them. Reports about those who would weigh them in the branch go to the township.
//!
//! - `create`: anybody who is logged in reports
//! - `list`, `get`, `weigh`: the committee
//! - `officers`: who would read a report in the branch

mod create;
mod get;
mod list;
mod officers;
mod weigh;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use create::{NewReportIn, create};
pub use weigh::{WeighingIn, weigh};
pub(crate) use wire::own_report_example;
pub use wire::{OwnReportOut, VillagerReportOut, own_report_out};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(create::create_villager_report)
        .service(list::list_villager_reports)
        .service(get::get_villager_report)
        .service(weigh::weigh_villager_report);
}
