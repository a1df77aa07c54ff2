//! The ledger: crediting, reversing, reading.
//!
//! - `record`: a decided deed, whatever flow it comes from
//! - `direct`: what a committee enters itself
//! - `reverse`, `reinstate`: corrections, with what they free under caps
//! - `grant_base`, `correct_base`: base points of a period; `withhold_base`, `lift_withholding`: a
//!   committee's decision about them
//! - `turn`: a member's turn: what the domain's plan looks at, and writing what it says
//! - `list`: reading; every entry as fields (`wire`) and as a `sentence`

mod correct_base;
mod correction;
mod direct;
mod grant_base;
mod lift_withholding;
mod list;
mod record;
mod reinstate;
mod reverse;
mod sentence;
mod turn;
mod wire;
mod withhold_base;

use utoipa_actix_web::service_config::ServiceConfig;

pub use correct_base::correct_base_of_leaver;
pub use correction::CorrectionIn;
pub(crate) use correction::check_correctable;
pub use direct::{DirectIn, DirectOut, DirectResult, enter};
pub use grant_base::{BATCH, grant_base, grant_base_to, grant_base_to_all, grant_running_base};
pub use lift_withholding::lift_withholding;
pub use list::LedgerOut;
pub(crate) use record::digest_of;
pub use record::{Deed, record};
pub use reinstate::reinstate;
pub(crate) use reinstate::reinstate_in_closed_units;
pub use reverse::{Reversed, reverse};
pub(crate) use reverse::{reverse_decided, reverse_in_closed_units};
pub(crate) use turn::{Turn, Words, books_of};
pub use wire::{EntryOut, entries_out};
pub(crate) use wire::{Names, entry_example, names_of};
pub use withhold_base::{WithholdBaseIn, withhold_base};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_ledger)
        .service(direct::enter_directly)
        .service(reverse::reverse_entry)
        .service(reinstate::reinstate_entry)
        .service(withhold_base::withhold_base_points)
        .service(withhold_base::list_base_withholdings)
        .service(lift_withholding::lift_base_withholding);
}
