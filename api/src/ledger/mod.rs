//! The ledger: crediting, reversing, reading.
//!
//! - `record`: a decided deed, whatever flow it comes from
//! - `direct`: what a committee enters itself
//! - `reverse`, `reinstate`: corrections, with what they free under caps
//! - `turn`: a member's turn: what the domain's plan looks at, and writing what it says
//! - `list`: reading; every entry as fields (`wire`) and as a `sentence`

mod correction;
mod direct;
mod grant_base;
mod list;
mod record;
mod reinstate;
mod reverse;
mod sentence;
mod turn;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use correction::CorrectionIn;
pub use direct::{DirectIn, DirectOut, DirectResult, enter};
pub use grant_base::{BATCH, grant_base, grant_base_to, grant_base_to_all, grant_running_base};
pub use list::LedgerOut;
pub(crate) use record::digest_of;
pub use record::{Deed, record};
pub use reinstate::reinstate;
pub use reverse::{Reversed, reverse};
pub(crate) use turn::{Turn, Words, books_of};
pub use wire::{EntryOut, entries_out};
pub(crate) use wire::{Names, entry_example, names_of};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_ledger)
        .service(direct::enter_directly)
        .service(reverse::reverse_entry)
        .service(reinstate::reinstate_entry);
}
