//! Verification: everything that can be computed anew is, and every difference is named
//! (invariants 1, 3 and 5).
//!
//! Reads only, member by member in short snapshots, so that it may run beside the server.

mod caps;
mod care_fund;
mod chain;
mod claims;
mod coupons;
mod difference;
mod editions;
mod pictures;
mod purse;
mod redemption;
mod run;
mod settlements;
mod sources;
mod words;
mod zeroings;

pub use difference::Difference;
pub use run::{Progress, Report, Scope, Stage, VerifyError, verify};
