//! Grids (网格), who belongs to them and who leads them: rows in, domain values out.

mod cards;
mod leaders;
mod members;
mod notes;
mod rows;

pub use cards::{PastCard, cards, has_history, keep_card};
pub use leaders::{
    confirm, confirmed, end_leadership, ending, leaders, leadership, led_by, live_leaderships, recommend,
};
pub use members::{belonging, belonging_as_known, of_member, place, present};
pub use notes::{Note, insert_note, notes};
pub use rows::{find, find_open, insert, of_path, page, parts_of, set_leader, stale, update};
