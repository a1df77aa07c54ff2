//! Acting for somebody (代办): rows in, domain values out.

mod acts;
mod rows;

pub use acts::{ActLine, NewAct, actors, insert as insert_act, page as acts, per_place};
pub use rows::{end, find, good, hold, insert, live, of_helper, of_person, page, stands, track as track_branch};
