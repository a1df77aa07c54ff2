//! Tasks and claims: S0-3, S0-15. One use case a file; the rules are in `xianfeng_domain::tasks`.

mod approve;
mod cancel;
mod claim;
mod claims;
mod close;
mod create;
mod edit;
mod expire;
mod get;
mod get_claim;
mod give_up;
mod link;
mod list;
mod publish;
mod reject;
mod review;
mod review_batch;
mod revoke;
mod send_back;
mod submit;
mod wire;
mod withdraw;

use utoipa_actix_web::service_config::ServiceConfig;

pub use claim::claim;
pub use close::close;
pub use create::{AssigneeIn, NewTaskIn, create};
pub use expire::expire_overdue;
pub use give_up::give_up_all;
pub use publish::publish;
pub use review::{Verdict, decide};
pub use revoke::revoke;
pub use submit::{SubmitIn, submit};
pub use wire::{ClaimOut, TaskOut, claim_out};
pub(crate) use wire::{claim_example, claims_out};
pub use withdraw::withdraw;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_tasks)
        .service(create::create_task)
        .service(get::get_task)
        .service(edit::edit_task)
        .service(publish::publish_task)
        .service(close::close_task)
        .service(cancel::cancel_task)
        .service(link::link_task)
        .service(claim::claim_task)
        .service(claims::list_claims)
        // Before the routes with an id, which would take the word for one.
        .service(review_batch::review_claims)
        .service(get_claim::get_claim)
        .service(submit::submit_claim)
        .service(withdraw::withdraw_claim)
        .service(approve::approve_claim)
        .service(send_back::return_claim)
        .service(reject::reject_claim);
}
