//! Content: notices, documents passed down, study materials, typical cases and stories (S0-13, S1-9, S3-1).
//!
//! Nobody sees a content but who manages it before somebody other than its author has approved it **and** content
//! safety has passed its text. What readers saw never changes: it is taken down, copied and published anew.
//!
//! - `create`, `edit`, `submit`: its author
//! - `decide`: approving and sending back; `publish`: when both gates are open, at once or by the worker
//! - `take_down`: hides it at once, with its pictures
//! - `list`, `manage`, `get`: who it is for, and who manages it; `gather`: what both lists share
//! - `read`, `receipts`, `remind`: who has read and answered, and who has not
//! - `link`: for short messages and groups; `public`: the villagers

mod create;
mod decide;
mod edit;
mod gather;
mod get;
mod link;
mod list;
mod manage;
mod pass_on;
mod public;
mod publish;
mod read;
mod receipts;
mod remind;
mod step;
mod submit;
mod take_down;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use create::{NewContentIn, TextIn, create};
pub use decide::{approve, send_back};
pub(crate) use get::visible;
pub(crate) use list::newest;
pub(crate) use pass_on::pass_on;
pub(crate) use public::{KEPT, PublicContent, public_content, public_contents};
pub use publish::publish_waiting;
pub use read::{ReadIn, read};
pub use submit::submit;
pub use take_down::take_down;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(create::create_content)
        .service(list::list_contents)
        // Before the routes with an id, which would take the word for one.
        .service(manage::list_managed_contents)
        .service(get::get_content)
        .service(edit::edit_content)
        .service(submit::submit_content)
        .service(decide::approve_content)
        .service(decide::return_content)
        .service(take_down::take_content_down)
        .service(create::copy_content)
        .service(read::read_content)
        .service(receipts::list_content_receipts)
        .service(remind::remind_of_content)
        .service(link::link_content)
        .service(public::list_public_contents)
        .service(public::show_public_content);
}
