//! Editions (公示版次) and their rows. Once sealed nothing of them changes.

mod rows;
mod store;

pub use rows::{insert_rows, latest_of_member, of_member, replace_rows, rows};
pub use store::{Stored, begin, by_id, insert_sealed, latest, list, numbered, seal};
