//! Messages outside the app (issue 5, item 10): what the platform takes in a field of a template, when people are
//! left in peace, and how soon somebody calls who has not read.

mod calls;
mod fields;
mod quiet;

pub use calls::{AFTER_WAY, CallOutcome, CallState, Caller, LONGEST_ON_LIST};
pub use fields::{BrokenRule, FieldKind, FieldName};
pub use quiet::not_before;
