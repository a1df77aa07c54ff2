//! The ledger's rows. [`lock()`] the member's head, let the domain append, [`write()`] what it made.

mod check;
mod direct;
mod entries;
mod heads;
mod totals;
mod write;

pub use check::{headless, notes};
pub use direct::{DirectEntry, insert as insert_direct};
pub use entries::{
    LedgerFilter, LedgerRow, chain, entry, first_day, for_deed, of_source, page, scoped, under_owner, what,
};
pub use heads::{all_members, close_through, create, find as head, lock, touch_board};
pub use totals::{
    MemberTotal, TotalKey, expected as expected_totals, of_member as totals_of_member, stored as stored_totals,
};
pub use write::{Note, write};
