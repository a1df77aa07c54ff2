//! Proposed lists of persons: rows in, domain values out.

mod lines;
mod rows;

pub use lines::{add, describe, insert_lines, lines, strike};
pub use rows::{ProposalFilter, find, in_force, insert, page, sign, take_turn};
