//! Grids (网格) and who belongs to them: rows in, domain values out.

mod members;
mod rows;

pub use members::{belonging, of_member, place, present};
pub use rows::{find, find_open, insert, led_by, page, parts_of, update};
