//! Village funds: their sums, and what happened to them.

mod movements;
mod rows;

pub use movements::{
    FundMovement, all as all_movements, by_period, insert as insert_movement, moved, page as movements_page,
};
pub use rows::{all, find, open, step, within_reach};
