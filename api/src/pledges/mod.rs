//! Pledges (承诺): made by a member for a year, shown (亮诺), kept (践诺). They are judged (评诺) by an
//! appraisal: S4-10.

mod list;
mod make;
mod progress;
mod show;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use make::{NewPledgeIn, make};
pub use progress::{ProgressIn, note};
pub use show::show;
pub use wire::PledgeOut;
pub(crate) use wire::organization_names;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_pledges)
        .service(make::make_pledge)
        .service(show::show_pledge)
        .service(progress::note_progress);
}
