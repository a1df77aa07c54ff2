//! The ledger (流水): append-only, one chain a member (invariants 1 to 3).
//!
//! A use case makes [`Draft`]s through the functions of this module and hands them to
//! [`append`] together with the member's [`Head`]; what comes back is written as it is, by a
//! conditional update of the head. Nothing else makes an [`Entry`].

mod append;
mod base;
mod caps;
mod chain;
mod counting;
mod entry;
mod reversal;
mod totals;

pub use append::{Appended, append};
pub use base::{base_due, base_points, base_source, grant_rest, take_back};
pub use caps::{CapUse, Release, releases, trim};
pub use chain::{Digest, GENESIS, digest, verify};
pub use counting::counts_on;
pub use entry::{Draft, Entry, EntryKind, Head, Source, SourceKind};
pub use reversal::{ReversalError, reinstate, reverse};
pub use totals::{TotalChange, total_changes};
