//! The ledger under concurrency, on the real database.

mod given_up;
mod races;
