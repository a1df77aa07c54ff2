//! Declarations: rows in, domain values out. Every change of state is a conditional update.

mod counted;
mod reports;
mod rows;
mod sittings;

pub use counted::{Counted, counted};
pub use reports::{live_report, live_reports};
pub use rows::{DeclarationFilter, advance, find, insert, open_at, page, reroute, waiting};
pub use sittings::{Sitting, insert as insert_sitting, of as sittings};
