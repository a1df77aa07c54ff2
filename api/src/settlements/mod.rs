//! Settlement (结算): what a closed period is worth in redemption points, village by village inside its
//! fund (S0-9, S4-4).
//!
//! - `run`: a person has it computed, as a draft that costs nothing; the same closing gives the same
//! - `sign`: the decision; `issue` pays it out village by village, whoever does the next step
//! - `withdraw`: a draft that is out of date gives way to another
//! - `over_issue`: what an entry that turns out wrong later has cost, recovered from the next settlement

mod compute;
mod get;
mod issue;
mod lines;
mod list;
mod may_settle;
mod over_issue;
mod over_issues;
mod refused;
mod run;
mod sign;
mod statement;
mod wire;
mod withdraw;

use utoipa_actix_web::service_config::ServiceConfig;

pub use issue::{Progress, issue, issue_unfinished, step};
pub(crate) use may_settle::refuse_if_signed;
pub(crate) use over_issue::{mended, reversed};
pub use run::run;
pub use sign::sign;
pub use withdraw::withdraw;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(run::run_settlement)
        .service(list::list_settlements)
        .service(get::get_settlement)
        .service(lines::list_settlement_lines)
        .service(statement::get_settlement_statement)
        .service(sign::sign_settlement)
        .service(withdraw::withdraw_settlement)
        .service(over_issues::list_over_issues);
}
