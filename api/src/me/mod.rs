//! The caller's own: who they are, and what they look up about themselves (S0-4, S0-8).

mod claims;
mod comparison;
mod declarations;
mod dues;
mod home;
mod home_wire;
mod ledger;
mod points;
mod profile;
mod villager_reports;
mod wallet;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use points::{PeriodPointsOut, points_of};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(profile::get_me)
        .service(home::show_home)
        .service(points::my_points)
        .service(ledger::list_my_ledger)
        .service(comparison::compare_my_points)
        .service(claims::list_my_claims)
        .service(declarations::list_my_declarations)
        .service(dues::list_my_dues)
        .service(villager_reports::list_my_villager_reports)
        .service(wallet::get_my_wallet)
        .service(wallet::list_my_wallet_movements);
}
