//! The ledger: under concurrency on the real database, corrections and what people read of it.

mod base;
mod caps;
mod corrections;
mod edges;
mod given_up;
mod races;
mod reading;
mod rule_change;
