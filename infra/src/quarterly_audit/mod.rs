//! Quarterly audits and their lines: rows in, domain values out.
//!
//! Whatever changes an audit takes its turn first ([`take_turn`]), so that nothing slips in beside
//! a signature.

mod audits;
mod lines;

pub use audits::{AuditFilter, find, insert, of_quarter, page, sign, take_turn};
pub use lines::{LineFilter, all_lines, counts, decide, insert as insert_line, lines, set_written};
