//! The ledger: crediting, reversing, reading.

mod credit;
mod grant_base;

pub use credit::{Credit, credit};
pub use grant_base::{BATCH, grant_base, grant_base_to, grant_base_to_all, grant_running_base};
