//! The quarterly audit (季度审核) of a branch: gathered, decided line by line, signed (S2-4, S2-10).
//! Not to be taken for the audit log.
//!
//! - `open`, `refresh`: the working list, gathered from its `sources`; `propose`: lines by hand
//! - `decide`: line by line, nobody on their own
//! - `sign`: what was decided goes into the ledger, and nothing changes after it
//! - `list`, `get`, `lines`: reading

mod decide;
mod get;
mod lines;
mod list;
mod open;
mod propose;
mod refresh;
mod sign;
mod sources;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use decide::{DecisionCode, DecisionIn, decide};
pub use open::{NewAuditIn, open};
pub use propose::{NewLineIn, ProposalKind, propose};
pub use refresh::refresh;
pub use sign::sign;
pub use wire::{AuditOut, LineOut};
pub(crate) use wire::{item_name, names_behind};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_audits)
        .service(open::open_audit)
        .service(get::get_audit)
        .service(lines::list_audit_lines)
        .service(propose::propose_audit_line)
        .service(refresh::refresh_audit)
        .service(decide::decide_audit_lines)
        .service(sign::sign_audit);
}
