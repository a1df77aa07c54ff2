//! The ledger (流水): append-only, one chain a member (invariants 1 to 3).
//!
//! A use case loads the member's entries under the owner's book and asks a [`Plan`] what a decision
//! writes: a deed ([`Plan::record`]), corrections ([`Plan::reverse`], [`Plan::reinstate`]), a zeroing
//! ([`Plan::zero`]) or its lifting ([`Plan::lift`]), each with all that follows from it under caps and
//! standing zeroings. The drafts go to [`append`] together with the member's [`Head`]; what comes back
//! is written as it is, by a conditional update of the head. Nothing else makes an [`Entry`].

mod append;
mod base;
mod caps;
mod chain;
mod counting;
mod entry;
mod lineage;
mod plan;
mod reversal;
mod totals;
mod zeroing;

pub use append::{Appended, append};
pub use base::{base_due, base_points, base_source, grant_rest};
pub use caps::{Release, releases, trim};
pub use chain::{Digest, GENESIS, digest, verify};
pub use counting::counts_on;
pub use entry::{Draft, Entry, EntryKind, Head, Source, SourceKind};
pub use lineage::{Lineage, cap_uses, lineages};
pub use plan::{Books, Plan};
pub use reversal::ReversalError;
pub use totals::{TotalChange, total_changes};
pub use zeroing::{Fold, Zeroing, is_marker};
