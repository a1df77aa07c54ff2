//! Content safety (内容安全): texts and pictures that others will see are checked before they are shown. Which ones:
//! `xianfeng_domain::moderation::Subject`; a guard (`tests/it/guards/texts.rs`) says of every text that the API takes
//! who sees it and by which of two ways it is checked:
//!
//! - **hidden until passed**, for what people write: [`submit`] in the transaction and [`look`] after the commit; for a
//!   picture [`submit_picture`] and [`look`]. Whoever shows it asks `xianfeng_infra::moderation::states`, and shows only
//!   what passed.
//! - **not written until passed**, for what officials write into the record itself, which claims, ledger and exports
//!   repeat: `Command::shows` names the texts in the handler.
//!
//! Nothing is shown because a check failed: what the platform cannot judge waits, and then a person decides. Data of our
//! own (the ready rule books, the demonstration) and the command line go past it.
//!
//! - `clear`: the second way
//! - `look`: asking the platform, at once and by the worker
//! - `media`: the address at which the platform fetches a picture; `verdict`: its pushed word
//! - `list`, `decide`, `take_down`: the people's queue

mod clear;
mod decide;
mod list;
mod look;
mod media;
mod submit;
mod take_down;
mod tell;
mod verdict;
mod wire;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use clear::{Shown, clear, unchanged};
pub use decide::{SafetyDecision, SafetyDecisionIn, decide};
pub(crate) use look::{author_is_back, look_due};
pub use look::{look, look_at, look_at_reply};
pub(crate) use submit::submit_old;
pub use submit::{submit, submit_picture};
pub use take_down::{SafetyTakeDownIn, take_down};
pub(crate) use verdict::media_result;
pub use wire::SafetyCheckOut;

/// Registers the routes of the queue.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list::list_checks).service(decide::decide_check).service(take_down::take_check_down);
}

/// Registers the address from which the platform fetches pictures, which lies outside of `/api`.
pub fn media_routes(config: &mut ServiceConfig<'_>) {
    config.service(media::get_checked_picture);
}
