//! Archives (一本通) and proofs of service (服务证明), S1-10, S2-11; Volunteer Service Regulations, article 19.
//!
//! - `issue`: gathering (`archive`, `service`) what `content` freezes under a digest
//! - `code`: the check code, derived from the id
//! - `list`, `get`, `page`, `withdraw`; `check`: what anybody is told who has the code

mod archive;
mod check;
mod code;
mod content;
mod get;
mod issue;
mod list;
mod page;
mod service;
mod wire;
mod withdraw;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use content::Content;
pub use issue::{ArchiveIn, issue};
pub use wire::WireKind;
pub use withdraw::withdraw;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(issue::issue_my_archive)
        .service(list::list_my_archives)
        .service(issue::issue_archive)
        .service(list::list_archives)
        .service(get::get_archive)
        .service(page::print_archive)
        .service(withdraw::withdraw_archive)
        .service(check::check_certificate);
}
