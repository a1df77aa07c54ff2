//! Declarations (申报): deeds outside tasks, one mechanism for own deeds, quarterly reports, honours,
//! suggestions and training (S1-4, S2-3, S2-6, S3-2, S4-12).
//!
//! - `declare`: bringing one forward, for oneself or for another; at once registered where asked
//! - `register`: the branch's decision; `registrations`: many in one sitting; `trainings`: many members
//! - `withdraw`, `get`, `list`, and `due`: who owes a quarterly report

mod declare;
mod draft;
mod due;
mod fields;
mod get;
mod list;
mod refused;
mod register;
mod registrations;
mod results;
mod suggested;
mod trainings;
mod wire;
mod withdraw;

use utoipa_actix_web::service_config::ServiceConfig;

pub use declare::{DeclareIn, declare};
pub(crate) use draft::{Brought, draft, write};
pub use due::{ReportDue, reports_due, reports_missing};
pub(crate) use fields::{item as check_item, kept, much as check_much, words as check_words};
pub(crate) use list::check_state;
pub use register::{Verdict, decide};
pub(crate) use suggested::{Adopted, of_suggestion};
pub use wire::DeclarationOut;
pub(crate) use wire::{declaration_example, declarations_out};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(declare::declare_deed)
        .service(list::list_declarations)
        // Before the routes with an id, which would take the word for one.
        .service(registrations::register_declarations)
        .service(trainings::record_trainings)
        .service(get::get_declaration)
        .service(withdraw::withdraw_declaration)
        .service(due::list_reports_due);
}
