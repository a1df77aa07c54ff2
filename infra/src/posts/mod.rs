//! Posts (岗位), who holds them and what was checked: rows in, domain values out. Every change of
//! state is a conditional update.

mod checks;
mod holdings;
mod rows;

pub use checks::{Check, insert as insert_check, kept_of, page as checks, sources_kept};
pub use holdings::{
    HeldPost, confirm, end, find as holding, held_between, insert as insert_holding, live, live_of_member,
    page as holdings,
};
pub use rows::{PostFilter, find, find_for_member, insert, page, release_place, take_place, update};
