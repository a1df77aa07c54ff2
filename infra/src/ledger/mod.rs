//! The ledger's rows. [`lock`] the member's head, let the domain append, [`write`] what it made.

mod check;
mod entries;
mod heads;
mod totals;
mod write;

    LedgerFilter, LedgerRow, cap_uses, chain, entry, first_day, of_source, page, released_to, reversal_of, scoped,
    MemberTotal, TotalKey, expected as expected_totals, of_member as totals_of_member, stored as stored_totals,
pub use check::{headless, notes};
pub use entries::{
pub use entries::{LedgerFilter, LedgerRow, cap_uses, chain, entry, of_source, page, released_to, reversal_of};
pub use heads::{all_members, close_through, create, find as head, lock, touch_board};
pub use heads::{all_members, close_through, create, lock, touch_board};
pub use totals::{
pub use totals::{MemberTotal, expected as expected_totals, of_member as totals_of_member, stored as stored_totals};
};
pub use write::{Note, write};
