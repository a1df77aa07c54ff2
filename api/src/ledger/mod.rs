//! The ledger: crediting, reversing, reading.
//!
//! - `record`: a decided deed, whatever flow it comes from
//! - `reverse`, `reinstate`: corrections, with what they free under caps (`release`)
//! - `list`: reading; every entry as fields (`wire`) and as a `sentence`

mod correction;
mod grant_base;
mod list;
mod record;
mod reinstate;
mod release;
mod reverse;
mod sentence;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub use grant_base::{BATCH, grant_base, grant_base_to, grant_base_to_all, grant_running_base};
pub use list::LedgerOut;
pub(crate) use record::digest_of;
pub use record::{Deed, record};
pub use reinstate::reinstate;
pub(crate) use reverse::reverse_decided;
pub use reverse::{Reversed, reverse};
pub use wire::{EntryOut, entries_out};
pub(crate) use wire::{Names, entry_example, names_of};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list::list_ledger).service(reverse::reverse_entry).service(reinstate::reinstate_entry);
}
