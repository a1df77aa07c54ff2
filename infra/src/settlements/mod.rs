//! Settlements (结算): their rows, the villages and lines in them, and what was issued too much.

mod lines;
mod over_issues;
mod rows;
mod villages;

pub use lines::{LineFilter, LineRow, insert as insert_lines, of_member, of_village, page as lines, settled_in};
pub use over_issues::{
    OverIssue, OverIssueFilter, all as all_over_issues, balances, cancel as cancel_over_issue, found_in, give_back,
    insert as insert_over_issue, of_reversal, page as over_issues, recover, write as write_over_issue,
};
pub use rows::{SettlementFilter, all, find, find_any, insert, issued, issuing, of_closing, page, sign, withdraw};
pub use villages::{
    VillageRow, insert as insert_villages, mark_issued, next as next_village, of_settlement as villages,
};
