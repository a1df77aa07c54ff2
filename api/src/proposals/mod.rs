//! Proposed lists of persons: the year's best (S0-10), who may stand (S1-5), who is not to be
//! nominated (S2-5, S2-11), activists (S0-16). The machine proposes, somebody with the role signs
//! (invariant 12).
//!
//! - `create`: a draft; `standing` reads the year's board or its edition, `sources` says who stands
//!   on each kind of list, `evidence` gathers what lies behind
//! - `change`: people add, strike and describe; `sign`: the list is dated and frozen
//! - `list`, `get`, `lines`, `print`: reading

mod change;
mod create;
mod evidence;
mod get;
mod lines;
mod list;
mod print;
mod sign;
mod sources;
mod standing;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use change::{ChangeIn, change};
pub use create::{NewProposalIn, create};
pub use evidence::EvidenceOut;
pub use sign::sign;
pub use wire::{KindCode, ProposalOut};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_proposals)
        .service(create::create_proposal)
        .service(get::get_proposal)
        .service(lines::list_proposal_lines)
        .service(change::change_proposal_line)
        .service(sign::sign_proposal)
        .service(print::print_proposal);
}
