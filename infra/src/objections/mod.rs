//! Objections (异议): rows in, domain values out.

mod read;
mod write;

pub use read::{ObjectionFilter, answers, by_receipt, find, of_objector, own, page, undecided};
pub use write::{contact, decided, forget_contacts, free_slot, insert};
