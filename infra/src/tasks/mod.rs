//! Tasks and claims: rows in, domain values out. Every change of state is a conditional update.

mod check;
mod claims;
mod events;
mod rows;

pub use check::{Places, places};
pub use claims::{
    ClaimFilter, advance, claim, due_soon, extend as extend_claims, held_places, insert as insert_claim, live_of_task,
    overdue, page as claims, places_of_tasks, submitted_at, waiting,
};
pub use events::{Event, add as add_event, of_claim as events};
pub use rows::{TaskFilter, find, find_for_member, insert, page, release_place, take_place, titles, update};
