//! Posts (岗位), who holds them and what was checked: rows in, domain values out. Every change of
//! state is a conditional update.

mod checks;
mod contact;
mod holdings;
mod rows;

pub use checks::{Check, insert as insert_check, kept_of, page as checks, sources_kept};
pub use contact::{ContactCard, contact_cards, let_go_photos, write_contact_card};
pub use holdings::{
    HeldPost, confirm, end, find as holding, held, held_between, insert as insert_holding, live, live_counts,
    live_of_member, page as holdings, terms_ending,
};
pub use rows::{
    PostFilter, by_ids, find, find_for_member, insert, of_organizations, page, release_place, take_over, take_place,
    update,
};
