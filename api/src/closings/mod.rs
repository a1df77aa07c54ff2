//! Closing a period (结账) and what follows: the edition is published, corrected while it is closed, and
//! becomes final (`design.md`, Scoring and closing).
//!
//! - `preview`: what closing would do, before anybody does it
//! - `start`: a person closes a period; `run` freezes its members, step by step, and seals edition 1
//! - `publish`: the edition is posted and the term to object begins
//! - `correct`: what an objection or a found error changes in a closed period: the next edition
//! - `finalize`: nothing changes any more

mod correct;
mod finalize;
mod get;
mod list;
mod next_edition;
mod preview;
mod publish;
mod refused;
mod run;
mod start;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use correct::{Correction, How, correct};
pub use finalize::finalize;
pub use publish::publish;
pub use run::{Progress, run, run_unfinished, step};
pub use start::start;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(start::close_period)
        .service(preview::preview_closing)
        .service(list::list_closings)
        .service(get::get_closing)
        .service(publish::publish_edition)
        .service(correct::correct_closed_period)
        .service(finalize::finalize_closing);
}
