//! Contents, the search in them, and who has read them.

mod receipts;
mod rows;
mod search;

pub use receipts::{Counts, Own, Receipt, answer, audience, counts, mark_read, own, page as receipts};
pub use rows::{
    ContentFilter, Position, Reader, find, find_for_member, find_in_public, find_published, insert, page,
    page_for_member, page_in_public, pass_on, remind, unsent_of, update, waiting,
};
pub use search::index;
