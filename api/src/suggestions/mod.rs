//! Suggestions (意见建议) of members and villagers (S0-13, S3-2).
//!
//! Taken up and answered within [`ANSWER_DAYS`](xianfeng_domain::suggestions::ANSWER_DAYS) days, by somebody other than
//! their author; what is overdue goes to the township. An adopted one of a member's scores through the rule book, once.
//! Who suggested something without an account is shown to the township's administrators only.
//!
//! - `create`: a member; `create_in_public`: a villager, for a receipt code
//! - `own`, `receipt`: what became of it
//! - `list`, `get`, `take_up`, `decide`: the committee
//! - `public`: what was answered for everybody
//! - `chase`: the term

mod chase;
mod create;
mod create_in_public;
mod decide;
mod get;
mod list;
mod own;
mod public;
mod receipt;
mod take_up;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use chase::{chase, forget_contacts};
pub use create::{NewSuggestionIn, create};
pub use create_in_public::{PublicSuggestionIn, create_in_public};
pub use decide::{AnswerIn, OutcomeIn, decide};
pub use take_up::take_up;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(create::create_suggestion)
        .service(create_in_public::create_public_suggestion)
        .service(own::list_my_suggestions)
        .service(list::list_suggestions)
        .service(get::get_suggestion)
        .service(take_up::take_suggestion_up)
        .service(decide::answer_suggestion)
        .service(receipt::show_public_suggestion)
        .service(public::list_public_suggestions);
}
