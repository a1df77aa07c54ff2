//! The ledger under concurrency, on the real database.

mod races;
