//! The ledger's rows. [`lock()`] the member's head, let the domain append, [`write()`] what it made.

mod causes;
mod check;
mod direct;
mod entries;
mod heads;
mod of_days;
mod periods;
mod totals;
mod withholdings;
mod write;

pub use causes::{Cause, RECORDED, causes};
pub use check::{headless, notes};
pub use direct::{DirectEntry, insert as insert_direct};
pub use entries::{
    LedgerFilter, LedgerRow, chain, entry, first_day, first_day_in_units, for_deed, of_source, page, reversal_of,
    scoped, under_owner, what,
};
pub use heads::{all_members, close_through, create, find as head, lock, touch_board};
pub use of_days::{of_days, quantities};
pub use periods::{Grants, base_held, grants, grants_beyond, of_period};
pub use totals::{
    MemberTotal, TotalKey, expected as expected_totals, of_member as totals_of_member, of_period as totals_of_period,
    stored as stored_totals,
};
pub use withholdings::{Withholding, lift, withheld_from, withhold, withholding, withholdings_of};
pub use write::{Note, write};
