//! What was done in a place and time (S0-14): services, good deeds, consultations, by item, branch and month. One
//! loading for the desk, the public page and the workbook.

mod load;
mod show;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use load::{Statistics, load};
pub(crate) use wire::{By, FiguresOut, StatisticRowOut, figures_out, rows_out, statistics_example};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(show::show_statistics);
}
