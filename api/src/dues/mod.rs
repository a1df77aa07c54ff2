//! Party dues (党费), recorded by month: paid in time or not (S2-4, S4-5).
//!
//! - `register`: what a branch records, and what it credits
//! - `list`: a branch's month

mod list;
mod register;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use register::{DuesIn, EntryIn, register};
pub(crate) use wire::dues_example;
pub use wire::{DuesOut, dues_out};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list::list_dues).service(register::register_dues);
}
