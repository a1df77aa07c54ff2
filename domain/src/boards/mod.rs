//! Boards (排行榜): ranking, averages and comparison.

mod average;
mod comparison;
mod place;
mod rank;

pub use average::{BranchStanding, rank_branches};
pub use comparison::{Comparison, Standing, compare};
pub use place::{Place, place_of};
pub use rank::{Ranked, rank};
