//! The roster (花名册): reading a row as people write it, and matching rows to people already known.
//!
//! A spreadsheet comes in as a [`Sheet`] of plain [`Cell`]s; [`read`] finds the header row and
//! answers with the rows that can be taken and every [`Fault`] of those that cannot; [`plan`]
//! then says for each row whether it is a new person, one already known, or a matter for a
//! person to decide. What invariant 11 does not list is never taken out of the sheet.

mod cell;
mod columns;
mod date;
mod fault;
mod matching;
mod phone;
mod reading;
mod row;
mod text;

pub use cell::{Cell, Sheet};
pub use columns::{Column, Header, is_complete, recognised};
pub use date::YearMonth;
pub use fault::{Fault, FaultKind};
pub use matching::{Change, Decision, Doubt, Known, Step, plan};
pub use phone::{Phone, PhoneError};
pub use reading::{Reading, branch_names, read};
pub use row::{Lists, RosterRow, Sex, of_age};
pub use text::{compact as normalized, name as normalized_name};
