//! Suggestions: rows in, domain values out.

mod read;
mod write;

pub use read::{SuggestionFilter, by_receipt, contact, due_soon, find, of_person, overdue, page, page_in_public};
pub use write::{escalate, forget_contacts, free_place, free_slot, insert, update};
