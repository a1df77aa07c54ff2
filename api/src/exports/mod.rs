//! Exports as real xlsx (S0-4, pitfalls 28 to 30): within reach, audited, names masked unless
//! asked for by who may have them.
//!
//! - `leaderboard`, `ledger`, `rulebook`, `audit`, `fund`, `outcomes`, `statistics`: the routes
//! - `names`: masked or full
//! - `download`: the workbook on its way to the client

mod audit;
mod download;
mod fund;
mod leaderboard;
mod ledger;
mod names;
mod outcomes;
mod rulebook;
mod statistics;

pub use download::Made;
pub use leaderboard::{LeaderboardExportQuery, leaderboard};
pub use ledger::{LedgerExportQuery, ledger};
pub use names::NamesIn;
use utoipa_actix_web::service_config::ServiceConfig;

/// The most rows of one export: what people can work with, and what a small server writes within
/// a request's time.
const MOST_ROWS: usize = 50_000;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(leaderboard::export_leaderboard)
        .service(ledger::export_ledger)
        .service(rulebook::export_rulebook)
        .service(audit::export_audit)
        .service(fund::export_fund)
        .service(statistics::export_statistics)
        .service(outcomes::export_help_outcomes);
}
