//! Editions (公示版次): a period's result, frozen row by row, ranked, numbered and hashed. Screen, paper,
//! export and settlement read the same one (pitfalls 16, 18).

mod placing;
mod row;
mod sealing;

pub use placing::place;
pub use row::{EditionRow, Places};
pub use sealing::{Edition, seal};
