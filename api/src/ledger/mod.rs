//! The ledger: crediting, reversing, reading.

mod credit;

pub(crate) use credit::digest_of;
pub use credit::{Credit, credit};
