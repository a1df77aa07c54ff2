//! Editions (公示版次) and their rows. Once sealed nothing of them changes.

mod publications;
mod rows;
mod store;

pub use publications::{Publication, Shown, publications, publish, shown, shown_of};
pub use rows::{insert_rows, numbered_row, of_member, of_member_everywhere, replace_rows, rows};
pub use store::{Stored, all_sealed, begin, by_id, insert_sealed, latest, list, numbered, seal};
