//! Drafts of rule books and layers: written, checked, tried on a past period, adopted or withdrawn.

mod adopt;
mod check;
mod create;
mod edit;
mod get;
mod list;
mod recompose;
mod subject;
mod what_if;
mod wire;
mod withdraw;

use utoipa_actix_web::service_config::ServiceConfig;

pub use adopt::{AdoptionIn, adopt};
pub use check::check;
pub use create::{NewDraftIn, create};
pub use recompose::Recomposed;

/// Registers the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_rulebook_drafts)
        .service(create::create_rulebook_draft)
        .service(get::get_rulebook_draft)
        .service(edit::edit_rulebook_draft)
        .service(check::check_rulebook_draft)
        .service(what_if::try_rulebook_draft)
        .service(adopt::adopt_rulebook_draft)
        .service(withdraw::withdraw_rulebook_draft);
}
