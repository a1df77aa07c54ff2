//! Messages outside the app (issue 5, items 10 and 13): the inbox comes first and is always written; then WeChat brings
//! what its reader agreed to; then somebody calls. Links and pictures to scan open a page of the mini-program.

mod call_list;
mod call_outcome;
mod deliver;
mod events;
mod fill_calls;
mod important;
mod links;
mod pictures;
mod report;
mod subscriptions;
mod template;

use utoipa_actix_web::service_config::ServiceConfig;

pub use call_outcome::{CallOutcomeIn, OutcomeIn, record_call};
pub use deliver::deliver;
pub use events::apply;
pub use fill_calls::fill_calls;
pub(crate) use links::link_example;
pub use links::{LinkOut, link_for, link_out};
pub use pictures::picture_for;
pub use report::{ReportIn, report};
pub use template::{Template, TemplateFault, TemplateIn, Templates};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(subscriptions::list_my_subscriptions)
        .service(report::report_subscriptions)
        .service(call_list::list_calls)
        .service(call_outcome::record_call_outcome);
}
