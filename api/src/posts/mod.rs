//! Posts (岗位) and responsibility zones (责任区): S1-2, S1-5, S2-2, S3-3, S3-5. One use case a file;
//! the rules are in `xianfeng_domain::posts`. The pioneer index by post is in `leaderboards::posts`.

mod assign;
mod candidates;
mod check;
mod check_in_grid;
mod checks;
mod claim;
mod contact;
mod contact_page;
mod contact_photo;
mod create;
mod edit;
mod end;
mod get;
mod give_up;
mod holders;
mod list;
mod proposals;
mod ready;
mod refusal;
mod terms;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use assign::{AssignIn, assign};
pub(crate) use candidates::candidates;
pub use check::{CheckIn, ChecksIn, check_off};
pub use claim::claim;
pub use contact::{ContactCardIn, write as write_contact_card};
pub(crate) use contact::{ShownContact, shown_contacts};
pub(crate) use contact_photo::photo_seen;
pub use create::{NewPostIn, create};
pub use end::{EndHoldingIn, end};
pub use give_up::give_up_posts;
pub use ready::{TakeOverIn, take_over};
pub(crate) use terms::end_terms;
pub use wire::{HoldingOut, PostOut, WirePostKind, WirePostPeriod};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_posts)
        .service(create::create_post)
        // Before the routes with an id, which would take the word for one.
        .service(check::check_posts)
        .service(candidates::list_candidates)
        .service(ready::list_ready_posts)
        .service(ready::take_over_ready_posts)
        .service(check_in_grid::check_my_grid_posts)
        .service(get::get_post)
        .service(edit::edit_post)
        .service(claim::claim_post)
        .service(holders::list_post_holders)
        .service(assign::assign_post)
        .service(checks::list_post_checks)
        .service(end::end_holding)
        .service(proposals::propose_holders)
        .service(contact::write_my_contact_card)
        .service(contact::get_contact_card)
        .service(contact_page::print_contact_card);
}
