//! Acting for somebody (代办): members without a phone take part through a helper, by a consent on record.
//!
//! - `record`, `end`: the consent, its withdrawal by the member, the helper or the branch
//! - `list`, `mine`, `acts`: who acts for whom, and the daily list of what was done
//! - `hands`: who had a hand in a thing decides nothing about it
//! - `keep`: the job behind it
//!
//! The helper calls the member's own routes with the header `Acting-For`; which ones stands in
//! `auth/acting.rs`. The audit log names both.

mod acts;
mod end;
mod hands;
mod keep;
mod list;
mod mine;
mod record;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use end::end;
pub use hands::{had_a_hand, hold, names_of_hands, without_hands};
pub(crate) use keep::keep;
pub use record::{AssistanceIn, record};
pub use wire::AssistanceOut;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(record::record_assistance)
        .service(acts::list_assistance_acts)
        .service(list::list_assistance)
        .service(end::end_assistance)
        .service(mine::list_my_assistance);
}
