//! The ledger: under concurrency on the real database, corrections and what people read of it.

mod base;
mod caps;
mod corrections;
mod given_up;
mod races;
mod reading;
