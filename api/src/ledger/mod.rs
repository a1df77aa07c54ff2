//! The ledger: crediting, reversing, reading.

mod credit;

pub use credit::{Credit, credit};
