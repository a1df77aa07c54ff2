//! The inbox (消息): every step that concerns a person is told to them, in the transaction of the step.
//!
//! A rule book's adoption and the base points of a period are told to nobody one by one: they concern everybody,
//! and stand on the first screen.

mod each;
mod grids;
mod kind;
mod list;
mod read;
mod remind;
mod sweep;
mod tell;
mod wire;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

pub use each::tell_each;
pub use kind::Kind;
pub use read::read;
pub(crate) use remind::{Reminder, once, remind, say, untold};
pub(crate) use sweep::sweep;
pub use tell::{Subject, tell, tell_all, tell_member, tell_once};
pub use wire::MessageOut;
pub(crate) use wire::message_out;
pub(crate) use words::{said, words};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_my_messages)
        .service(list::count_my_unread_messages)
        .service(read::read_messages)
        .service(read::read_message);
}
