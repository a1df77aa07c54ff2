//! The database: SQLite to start, MySQL or MariaDB to grow, one code path.
//!
//! [`Database::transact`] and [`Database::read`] are the only doors. Stores take the [`Tx`]
//! that is open and cannot reach the pool.

mod connect;
mod error;
#[cfg(test)]
mod full;
mod schema;
mod transact;
mod values;

pub use connect::{Database, DatabaseSettings, DatabaseTls};
pub use error::{StoreError, StoreResult};
pub use schema::Migration;
pub use transact::{TransactionError, Tx};
pub(crate) use values::{Hundredths, Moment, array32};
