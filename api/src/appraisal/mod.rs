//! Appraisals: pledges judged at the year's end (评诺, S4-10) and the democratic appraisal (民主评议,
//! S2-5), for which members away come back (S2-6).
//!
//! - `create`, `open`, `close`, `cancel`: the round
//! - `rate`: self, secretary, peers; `count`: the villagers' paper votes; `returns`: who came back
//! - `sign`: the result is frozen, told, and published if the round says so
//! - `list`, `get`, `members`: reading; what peers gave is counted, never shown one by one
//!
//! A voice below its minimum makes a result provisional: it counts nothing, no other voice counts
//! more in its place, and there is no grade (`domain/src/appraisal/score.rs`).

mod cancel;
mod close;
mod count;
mod create;
mod get;
mod list;
mod members;
mod open;
mod rate;
mod returns;
mod sign;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use cancel::cancel;
pub use close::close;
pub use count::{VillagerCountsIn, count};
pub use create::{NewAppraisalIn, create};
pub use open::open;
pub use rate::{RatingIn, RatingsIn, VoiceCode, rate};
pub use returns::{ReturnIn, record_return};
pub use sign::{SignIn, sign};
pub use wire::{AppraisalOut, GradeCode, KindCode};
pub(crate) use wire::{grade_name, kind_name};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_appraisals)
        .service(create::create_appraisal)
        .service(get::get_appraisal)
        .service(members::list_appraisal_members)
        .service(open::open_appraisal)
        .service(rate::rate_members)
        .service(count::count_villagers)
        .service(returns::record_appraisal_return)
        .service(close::close_appraisal)
        .service(cancel::cancel_appraisal)
        .service(sign::sign_appraisal);
}
